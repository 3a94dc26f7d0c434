import type { SchoolPerson } from "./protocol";

/** As class registers name people: the family name first. */
export const fullName = ({ familyName, givenName, middleName }: SchoolPerson): string =>
  [familyName, givenName, middleName].filter(Boolean).join(" ");
