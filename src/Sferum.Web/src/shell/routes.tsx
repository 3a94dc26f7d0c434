import { createRootRoute, createRoute, createRouter, Navigate, type RouterHistory } from "@tanstack/react-router";
import { ChatsPage } from "../chats/ChatsPage";
import { ClaimPage } from "../people/ClaimPage";
import { ProfilePage } from "../people/ProfilePage";
import { Broken, NotFound } from "./Broken";
import { Root } from "./Root";
import { SignedIn } from "./SignedIn";

const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Broken });

const claim = createRoute({ getParentRoute: () => root, path: "/claim", component: ClaimPage });

/** Everything below is for the signed-in: others see sign-in at the same address and go on from there. */
const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedIn });

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

const profile = createRoute({ getParentRoute: () => signedIn, path: "/profile", component: ProfilePage });

const tree = root.addChildren([claim, signedIn.addChildren([home, chats, chat, details, profile])]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({ routeTree: tree, history, defaultPreload: false });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
