import { createStore, type StoreApi } from "zustand/vanilla";
import type { Line } from "../live/connection";
import type { Draft } from "./drafts";
import { type Chat, type Chats, nothing, withChat } from "./model/types";
import type { Pending } from "./outbox/pending";

/** How the rows of the open chat are being fetched. */
export type Loading = "fresh" | "earlier" | "later";

export interface ChatsState {
  chats: Chats;
  /** Where the list comes from: nothing yet, what was kept on the device, or the server. */
  source: "nothing" | "kept" | "live";
  line: Line;
  pending: Pending[];
  drafts: Record<string, Draft>;
  loading: Record<string, Loading | undefined>;
  /** Chats whose rows could not be fetched. */
  failed: Record<string, boolean>;
}

export type ChatsStore = StoreApi<ChatsState>;

export const newStore = (): ChatsStore =>
  createStore<ChatsState>(() => ({
    chats: nothing,
    source: "nothing",
    line: { phase: "stopped", downSince: null, attempt: 0 },
    pending: [],
    drafts: {},
    loading: {},
    failed: {},
  }));

export const chatIn = (store: ChatsStore, chatId: string): Chat | undefined => store.getState().chats.byId[chatId];

/** One chat changes; nothing happens when it is no longer there or when nothing changed. */
export function changeChat(store: ChatsStore, chatId: string, change: (chat: Chat) => Chat): void {
  const before = chatIn(store, chatId);
  if (!before) return;
  const after = change(before);
  if (after !== before) store.setState((state) => ({ chats: withChat(state.chats, after) }));
}
