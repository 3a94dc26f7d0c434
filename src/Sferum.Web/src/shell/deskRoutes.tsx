import { createRoute, lazyRouteComponent, type RouteComponent } from "@tanstack/react-router";
import { needTexts } from "../texts/language";
import { signedIn } from "./baseRoutes";

/** The desks of schools, of the platform and of the district: nothing of them is in the first load, neither pages nor words. */
const layout = createRoute({
  getParentRoute: () => signedIn,
  id: "desk",
  loader: () => needTexts("desk"),
  component: lazyRouteComponent(() => import("../schools/Desk"), "Desk"),
});

const page = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => layout, path, component });

export const desk = layout.addChildren([
  page(
    "/school",
    lazyRouteComponent(() => import("../schools/console/ConsolePage"), "ConsolePage"),
  ),
  page(
    "/school/requests",
    lazyRouteComponent(() => import("../schools/requests/RequestsPage"), "RequestsPage"),
  ),
  page(
    "/school/invitations",
    lazyRouteComponent(() => import("../schools/invitations/InvitationsPage"), "InvitationsPage"),
  ),
  page(
    "/school/classes",
    lazyRouteComponent(() => import("../schools/classes/ClassesPage"), "ClassesPage"),
  ),
  page(
    "/school/classes/$classId",
    lazyRouteComponent(() => import("../schools/classes/ClassPage"), "ClassPage"),
  ),
  page(
    "/school/people",
    lazyRouteComponent(() => import("../schools/people/PeoplePage"), "PeoplePage"),
  ),
  page(
    "/school/people/$personId",
    lazyRouteComponent(() => import("../schools/people/PersonPage"), "PersonPage"),
  ),
  page(
    "/school/movements",
    lazyRouteComponent(() => import("../schools/movements/MovementsPage"), "MovementsPage"),
  ),
  page(
    "/school/structure",
    lazyRouteComponent(() => import("../schools/structure/StructurePage"), "StructurePage"),
  ),
  page(
    "/school/import",
    lazyRouteComponent(() => import("../schools/roster/RosterPage"), "RosterPage"),
  ),
  page(
    "/school/rollover",
    lazyRouteComponent(() => import("../schools/rollover/RolloverPage"), "RolloverPage"),
  ),
  page(
    "/school/orders",
    lazyRouteComponent(() => import("../schools/appointments/OrdersPage"), "OrdersPage"),
  ),
  page(
    "/school/documents",
    lazyRouteComponent(() => import("../schools/localActs/DocumentsPage"), "DocumentsPage"),
  ),
  page(
    "/school/consents",
    lazyRouteComponent(() => import("../schools/consents/ConsentsPage"), "ConsentsPage"),
  ),
  page(
    "/school/moderation",
    lazyRouteComponent(() => import("../schools/moderation/ModerationPage"), "ModerationPage"),
  ),
  page(
    "/school/audit",
    lazyRouteComponent(() => import("../audit/AuditPage"), "AuditPage"),
  ),
  page(
    "/platform/applications",
    lazyRouteComponent(() => import("../schools/applications/ApplicationsPage"), "ApplicationsPage"),
  ),
  page(
    "/platform/applications/new",
    lazyRouteComponent(() => import("../schools/applications/TakeInPage"), "TakeInPage"),
  ),
  page(
    "/platform/applications/$number",
    lazyRouteComponent(() => import("../schools/applications/ApplicationPage"), "ApplicationPage"),
  ),
  page(
    "/platform/officers",
    lazyRouteComponent(() => import("../schools/appointments/OfficersPage"), "OfficersPage"),
  ),
  page(
    "/platform/cluster",
    lazyRouteComponent(() => import("../operators/ClusterPage"), "ClusterPage"),
  ),
  page(
    "/district/orders",
    lazyRouteComponent(() => import("../schools/appointments/DirectorsPage"), "DirectorsPage"),
  ),
]);
