import type { TFunction } from "i18next";
import { Refused } from "../live/protocol";

/** Why something did not work: the server's own words for a refusal, ours for the line. */
export function why(t: TFunction, error: unknown): string {
  return error instanceof Refused ? error.refusal.message : t("shell.noLine");
}

/** The field of a form in which the server found something that cannot be. */
export const fieldIn = (error: unknown): string | undefined =>
  error instanceof Refused && error.refusal.code === "school.field_invalid" ? error.refusal.args?.field : undefined;
