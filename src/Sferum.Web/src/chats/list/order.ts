import type { Chat, Chats } from "../model/types";

/** The chat with the latest message first. */
export function orderedChats(chats: Chats): Chat[] {
  const at = (chat: Chat) => chat.summary.last?.at ?? 0;
  return Object.values(chats.byId).sort(
    (a, b) => at(b) - at(a) || a.summary.title.localeCompare(b.summary.title, "ru", { numeric: true }),
  );
}
