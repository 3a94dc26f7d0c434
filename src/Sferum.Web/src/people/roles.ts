import type { TFunction } from "i18next";
import type ru from "../texts/ru";

type RoleCode = keyof (typeof ru)["people"]["roles"];

/** In order of standing, as the members' list shows them. */
export const roleOrder: RoleCode[] = [
  "operator",
  "district_officer",
  "director",
  "school_admin",
  "administration",
  "class_teacher",
  "subject_teacher",
  "student",
  "guardian",
  "none",
];

const tags: Partial<Record<RoleCode, string>> = {
  director: "director",
  operator: "admin",
  district_officer: "admin",
  school_admin: "admin",
  administration: "admin",
  class_teacher: "teacher",
  subject_teacher: "teacher",
  guardian: "guardian",
  student: "student",
};

const known = (role: string): RoleCode => roleOrder.find((code) => code === role) ?? "none";

export const roleName = (t: TFunction, role: string): string => t(`people.roles.${known(role)}`);
export const roleGroup = (t: TFunction, role: string): string => t(`people.groups.${known(role)}`);
export const roleTag = (role: string): string => tags[known(role)] ?? "";

/** Who is an adult is always written beside the name; a student's role is not. */
export const showsRole = (role: string): boolean => role !== "student" && role !== "none" && known(role) === role;
