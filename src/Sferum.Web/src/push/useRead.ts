import { useEffect } from "react";
import { type Chats, unreadOf } from "../chats/model/types";
import type { ChatsState } from "../chats/store";
import { useClient, useMe } from "../shell/context";
import { canNotify } from "./browser";
import { tagOf } from "./notices";

/** What was read, on this device or before on another, is told no longer: its notification goes. */
export function useRead(): void {
  const { store } = useClient();
  const { personId } = useMe();
  useEffect(() => {
    if (!canNotify()) return;
    let before: Set<string> | null = null;
    const look = ({ chats, source }: ChatsState) => {
      if (source !== "live") return;
      const unread = unreadIn(chats);
      const less = before === null || [...before].some((id) => !unread.has(id));
      before = unread;
      if (less) void clear(personId, unread).catch(() => undefined);
    };
    look(store.getState());
    return store.subscribe(look);
  }, [store, personId]);
}

const unreadIn = ({ byId }: Chats): Set<string> =>
  new Set(Object.keys(byId).filter((id) => byId[id] && unreadOf(byId[id].summary) > 0));

/** Closes the person's notifications of all other chats, and that of several once nothing is unread. */
async function clear(personId: string, unread: Set<string>): Promise<void> {
  const stays = new Set([...unread].map((id) => tagOf(personId, id)));
  if (unread.size > 0) stays.add(tagOf(personId, null));
  const worker = await navigator.serviceWorker.ready;
  for (const shown of await worker.getNotifications()) {
    if (shown.tag.startsWith(`${personId}.`) && !stays.has(shown.tag)) shown.close();
  }
}
