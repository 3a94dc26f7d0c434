import { lastRows } from "./model/pages";
import { type Chats, type LogWindow, newChat } from "./model/types";
import type { Cached } from "./storage";
import type { ChatsStore } from "./store";

const keptRows = 50;
const keepAfterMs = 200;

interface Keeper {
  keep(summaries: Chats["byId"][string]["summary"][], windows: Map<string, LogWindow | null>): Promise<void>;
}

/** Writes the list and the last rows to the device a moment after they changed. */
export function keepOnDevice(store: ChatsStore, keeper: Keeper): { flush: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept: Chats = store.getState().chats;

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const { chats } = store.getState();
    if (chats === kept) return;
    const windows = new Map<string, LogWindow | null>();
    for (const [id, chat] of Object.entries(chats.byId)) {
      if (kept.byId[id] !== chat) windows.set(id, lastRows(chat.window, keptRows));
    }
    for (const id of Object.keys(kept.byId)) if (!chats.byId[id]) windows.set(id, null);
    kept = chats;
    void keeper.keep(
      Object.values(chats.byId).map((chat) => chat.summary),
      windows,
    );
  };

  const leave = store.subscribe((state, before) => {
    if (state.chats !== before.chats && state.source === "live") timer ??= setTimeout(write, keepAfterMs);
  });
  return {
    flush: () => timer !== undefined && write(),
    stop: () => {
      clearTimeout(timer);
      leave();
    },
  };
}

/** The chats as they were kept: list and rows were written in one transaction, so they agree. */
export function fromDevice(cached: Cached): Chats {
  const byId: Chats["byId"] = {};
  for (const summary of cached.summaries) {
    byId[summary.id] = { ...newChat(summary), window: cached.windows.get(summary.id) ?? null };
  }
  return { byId };
}
