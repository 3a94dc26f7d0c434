import { Outlet } from "@tanstack/react-router";
import "../shell/styles/desk.css";

/** What all pages of the desk share: their styles come with the first of them. */
export function Desk() {
  return <Outlet />;
}
