import type { ChatEvent, Mention } from "../protocol";
import type { Chats } from "./types";

/** Who reads on this device, and of which classes they are: a class can be mentioned as a whole. */
export interface Reader {
  id: string;
  classes: ReadonlySet<string>;
}

const staff = new Set(["director", "school_admin", "administration", "class_teacher", "subject_teacher"]);

export const nobody: Reader = { id: "", classes: new Set() };

export function readerIn(chats: Chats, id: string): Reader {
  const own = Object.values(chats.byId).filter(({ summary }) => summary.kind === "class" && summary.class);
  return { id, classes: new Set(own.map(({ summary }) => summary.class?.id ?? "")) };
}

/** Whether a posted message mentions the reader, who is in that chat in a role. */
export function mentionsReader(event: ChatEvent, reader: Reader, role: string): boolean {
  if (event.kind !== "posted" || event.author?.id === reader.id) return false;
  if (event.mentionsAll) return true;
  return (event.message?.mentions ?? []).some((mention) => isMeant(mention, reader, role));
}

export function isMeant({ personId, group }: Mention, reader: Reader, role: string): boolean {
  if (personId) return personId === reader.id;
  if (group?.startsWith("class:")) return reader.classes.has(group.slice("class:".length));
  return group === `role:${role}` || (group === "role:staff" && staff.has(role));
}
