import type { SchoolPerson } from "./protocol";

export type PersonState = "leave" | "active" | "silent" | "invited" | "absent";

const silentAfterMs = 7 * 86_400_000;

/** How far somebody has come: in the roster, invited, signed up, here within a week. */
export function stateOf({ onLeave, registered, invited, seenAt }: SchoolPerson, now = Date.now()): PersonState {
  if (onLeave) return "leave";
  if (registered) return seenAt != null && now - seenAt < silentAfterMs ? "active" : "silent";
  return invited ? "invited" : "absent";
}

export const stateTag: Record<PersonState, string> = {
  leave: "warn",
  active: "ok",
  silent: "",
  invited: "acc",
  absent: "warn",
};
