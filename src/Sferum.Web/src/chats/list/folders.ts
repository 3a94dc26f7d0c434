import type { Chat } from "../model/types";
import type { ClassRef } from "../protocol";

/** A part of the list: those of a class, of a kind, or those that are over. */
export interface Folder {
  key: string;
  /** A class is named by its title, the others by words of the catalogue. */
  title: string | null;
  has: (chat: Chat) => boolean;
}

/** With fewer chats than this nobody looks for one. */
const fewest = 6;
const isOver = ({ summary }: Chat): boolean => summary.access?.archived ?? false;
const kinds = { subjects: ["study"], colleagues: ["staff"], parents: ["guardians"], direct: ["direct"] };

/** Folders that divide somebody's chats; none when there are few of them. */
export function foldersOf(chats: Chat[]): Folder[] {
  const alive = chats.filter((chat) => !isOver(chat));
  const archive: Folder = { key: "archive", title: null, has: isOver };
  const all: Folder = { key: "all", title: null, has: (chat) => !isOver(chat) };
  if (chats.length < fewest) return alive.length < chats.length ? [all, archive] : [];
  const found = [all, ...classesOf(alive).map(folderOfClass)];
  for (const [key, those] of Object.entries(kinds)) {
    const folder = { key, title: null, has: (chat: Chat) => !isOver(chat) && those.includes(chat.summary.kind) };
    if (alive.some(folder.has)) found.push(folder);
  }
  if (alive.length < chats.length) found.push(archive);
  return found;
}

const folderOfClass = ({ id, title }: ClassRef): Folder => ({
  key: id,
  title,
  has: (chat) => !isOver(chat) && chat.summary.class?.id === id,
});

/** Classes that have more than one chat here, as a person reads them: 2А, 7Б, 10В. */
function classesOf(chats: Chat[]): ClassRef[] {
  const counted = new Map<string, { ref: ClassRef; count: number }>();
  for (const { summary } of chats) {
    if (!summary.class) continue;
    const { ref, count } = counted.get(summary.class.id) ?? { ref: summary.class, count: 0 };
    counted.set(ref.id, { ref, count: count + 1 });
  }
  const several = [...counted.values()].filter(({ count }) => count > 1).map(({ ref }) => ref);
  return several.sort((a, b) => a.title.localeCompare(b.title, "ru", { numeric: true }));
}
