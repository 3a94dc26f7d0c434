import type { TFunction } from "i18next";
import { roleGroup } from "../../people/roles";
import type { Invitation } from "./protocol";

/** What a link is for: «7Б, ученики», «Учителя». */
export function linkName(t: TFunction<"desk">, page: TFunction, { kind, role, classTitle }: Invitation): string {
  if (kind === "student") return t("invitations.students", { title: classTitle ?? "" });
  if (kind === "guardian") return t("invitations.guardians", { title: classTitle ?? "" });
  return roleGroup(page, role);
}
