import type { JoinRequest } from "../joining/protocol";

/** As class registers name people: the family name first. */
export const applicantName = ({ familyName, givenName, middleName }: JoinRequest): string =>
  [familyName, givenName, middleName].filter(Boolean).join(" ");
