import { createRootRoute, createRoute } from "@tanstack/react-router";
import { Broken, NotFound } from "./Broken";
import { Root } from "./Root";
import { SignedIn } from "./SignedIn";

export const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Broken });

/** Everything below is for the signed-in: others see sign-in at the same address and go on from there. */
export const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedIn });
