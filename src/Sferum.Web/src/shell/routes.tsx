import { createRoute, createRouter, lazyRouteComponent, Navigate, type RouterHistory } from "@tanstack/react-router";
import { ChatsPage } from "../chats/ChatsPage";
import { ClaimPage } from "../people/ClaimPage";
import { needTexts } from "../texts/language";
import { root, signedIn } from "./baseRoutes";
import { desk } from "./deskRoutes";

const claim = createRoute({ getParentRoute: () => root, path: "/claim", component: ClaimPage });

const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("../schools/joining/JoinPage"), "JoinPage"),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: () => <Navigate to="/chats" replace />,
});

const chats = createRoute({
  getParentRoute: () => signedIn,
  path: "/chats",
  component: () => <ChatsPage pane="list" />,
});

const chat = createRoute({
  getParentRoute: () => signedIn,
  path: "/chats/$chatId",
  // ?m=15 shows message 15 with what surrounds it.
  validateSearch: (search: Record<string, unknown>): { m?: number } => {
    const number = Number(search.m);
    return Number.isInteger(number) && number > 0 ? { m: number } : {};
  },
  component: () => <ChatsPage pane="chat" />,
});

const details = createRoute({
  getParentRoute: () => signedIn,
  path: "/chats/$chatId/info",
  component: () => <ChatsPage pane="info" />,
});

const call = createRoute({
  getParentRoute: () => signedIn,
  path: "/chats/$chatId/call",
  loader: () => needTexts("call"),
  component: lazyRouteComponent(() => import("../calls/CallPage"), "CallPage"),
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile",
  component: lazyRouteComponent(() => import("../people/ProfilePage"), "ProfilePage"),
});

/** A school asks to be taken on. */
const apply = createRoute({
  getParentRoute: () => root,
  path: "/apply",
  loader: () => needTexts("desk"),
  component: lazyRouteComponent(() => import("../schools/applications/ApplyPage"), "ApplyPage"),
});

const waiting = createRoute({
  getParentRoute: () => signedIn,
  path: "/waiting",
  component: lazyRouteComponent(() => import("../schools/joining/WaitingPage"), "WaitingPage"),
});

const regulation = createRoute({
  getParentRoute: () => signedIn,
  path: "/regulation",
  component: lazyRouteComponent(() => import("../schools/regulation/RegulationPage"), "RegulationPage"),
});

const children = createRoute({
  getParentRoute: () => signedIn,
  path: "/children",
  component: lazyRouteComponent(() => import("../schools/consents/ChildrenPage"), "ChildrenPage"),
});

const tree = root.addChildren([
  claim,
  join,
  apply,
  signedIn.addChildren([home, chats, chat, details, call, profile, waiting, regulation, children, desk]),
]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({ routeTree: tree, history, defaultPreload: false });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
