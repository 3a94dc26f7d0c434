import type { Chat, Chats } from "../model/types";

/** What stands at the top by choice, the latest choice first; then the chat with the latest message. */
export function orderedChats(chats: Chats): Chat[] {
  const pinned = (chat: Chat) => chat.summary.pinnedAt ?? 0;
  const at = (chat: Chat) => chat.summary.last?.at ?? 0;
  return Object.values(chats.byId).sort(
    (a, b) =>
      pinned(b) - pinned(a) || at(b) - at(a) || a.summary.title.localeCompare(b.summary.title, "ru", { numeric: true }),
  );
}

/** The neighbour of a chat in the list, up or down, or the next one in which something is new. */
export function neighbour(ordered: Chat[], chatId: string | undefined, step: 1 | -1, wanted: (chat: Chat) => boolean) {
  const at = ordered.findIndex((chat) => chat.summary.id === chatId);
  const from = at < 0 && step < 0 ? ordered.length : at;
  for (let i = from + step; i >= 0 && i < ordered.length; i += step) {
    const chat = ordered[i];
    if (chat && wanted(chat)) return chat;
  }
  return undefined;
}
