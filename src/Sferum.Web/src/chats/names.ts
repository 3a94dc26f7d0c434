import type { Person } from "./protocol";

/** Two words of a name: enough for a line of the list and to say who types. */
export const shortName = (person: Person): string => person.name.split(/\s+/).slice(0, 2).join(" ");
