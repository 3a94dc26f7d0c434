import { patiently } from "../live/patience";
import type { ChatApi } from "./api";
import { type PagePlace, takeExtra, takePage, trim } from "./model/pages";
import { type Chat, isAtHead, unreadOf } from "./model/types";
import { type ChatsStore, changeChat, chatIn, type Loading } from "./store";

const pageRows = 50;
const keptOnLeaving = 100;
/** Nearer to the head than this, the end of the chat is fetched rather than the neighbourhood of the read mark. */
const nearHead = 30;
/** Whoever scrolls fast asks for more than is allowed in a moment: at the edge nobody scrolls any more, and nobody would ask again. */
const patienceMs = 30_000;

/** Fetches history around what the reader looks at. */
export class Paging {
  constructor(
    private readonly store: ChatsStore,
    private readonly fetchPage: ChatApi["page"],
  ) {}

  /** Rows for a chat that is opened: at the first unread message, or at the end. */
  async open(chatId: string): Promise<void> {
    const chat = chatIn(this.store, chatId);
    if (!chat || this.store.getState().loading[chatId] || hasOpening(chat)) return;
    const { head, readNumber, from } = chat.summary;
    const nearEnd = unreadOf(chat.summary) === 0 || head - readNumber <= nearHead;
    if (nearEnd) await this.#latest(chatId);
    else if (readNumber <= from) await this.#load(chatId, "fresh", { after: from });
    else await this.#load(chatId, "fresh", { around: readNumber });
  }

  /** The newest rows; true when they are on hand. */
  toEnd = async (chatId: string): Promise<boolean> => {
    const chat = chatIn(this.store, chatId);
    return chat !== undefined && (isAtHead(chat) || (await this.#latest(chatId)));
  };

  /** A message in the past with what surrounds it; true when it is on hand. */
  around = async (chatId: string, number: number): Promise<boolean> => {
    const window = chatIn(this.store, chatId)?.window;
    if (window && window.first <= number && number <= window.last) return true;
    return this.#load(chatId, "fresh", { around: number });
  };

  /** Rows from a moment on, and the number of the first of them; null when there is none, or when they could not be fetched. */
  since = async (chatId: string, at: number): Promise<number | null> => {
    const page = await this.fetchPage(chatId, { date: new Date(at).toISOString(), limit: pageRows }).catch(() => null);
    const first = page?.events[0];
    if (!page || !first) return null;
    changeChat(this.store, chatId, (chat) => takePage(chat, page, "fresh"));
    return first.number;
  };

  #latest = async (chatId: string): Promise<boolean> => {
    const loaded = await this.#load(chatId, "fresh", {});
    // What came while the page was on its way.
    await this.later(chatId);
    return loaded;
  };

  earlier = async (chatId: string): Promise<void> => {
    const window = chatIn(this.store, chatId)?.window;
    if (window?.hasEarlier) await this.#load(chatId, "earlier", { before: window.first });
  };

  later = async (chatId: string): Promise<void> => {
    const chat = chatIn(this.store, chatId);
    if (chat?.window && !isAtHead(chat)) await this.#load(chatId, "later", { after: chat.window.last });
  };

  /** A pinned message that is not among the rows on hand. */
  extra = async (chatId: string, number: number): Promise<void> => {
    const page = await this.fetchPage(chatId, { around: number, limit: 1 });
    changeChat(this.store, chatId, (chat) => takeExtra(chat, page, number));
  };

  left(chatId: string): void {
    changeChat(this.store, chatId, (chat) => trim(chat, keptOnLeaving));
  }

  async #load(chatId: string, place: Loading & PagePlace, query: Record<string, number>): Promise<boolean> {
    if (this.store.getState().loading[chatId]) return false;
    this.#mark(chatId, place, false);
    try {
      const page = await patiently(() => this.fetchPage(chatId, { ...query, limit: pageRows }), patienceMs);
      changeChat(this.store, chatId, (chat) => takePage(chat, page, place));
      this.#mark(chatId, undefined, false);
      return true;
    } catch {
      this.#mark(chatId, undefined, true);
      return false;
    }
  }

  #mark(chatId: string, loading: Loading | undefined, failed: boolean): void {
    this.store.setState((state) => ({
      loading: { ...state.loading, [chatId]: loading },
      failed: { ...state.failed, [chatId]: failed },
    }));
  }
}

/** Whether the rows on hand hold what the reader should see first. */
function hasOpening(chat: Chat): boolean {
  const { window, summary } = chat;
  if (window === null) return false;
  if (unreadOf(summary) === 0) return isAtHead(chat);
  return window.first <= summary.readNumber + 1 || !window.hasEarlier;
}
