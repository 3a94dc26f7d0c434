import type { TFunction } from "i18next";
import { Refused } from "../live/protocol";

/** Why something did not work: the server's own words for a refusal, ours for the line. */
export function why(t: TFunction, error: unknown): string {
  return error instanceof Refused ? error.refusal.message : t("shell.noLine");
}
