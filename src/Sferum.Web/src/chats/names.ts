import type { Person } from "./protocol";

/** «Анна Сергеевна Ветрова» stays whole: teachers are called by name and patronymic; of students two words are enough. */
export function shortName(person: Person): string {
  return person.role === "student" ? person.name.split(/\s+/).slice(0, 2).join(" ") : person.name;
}
