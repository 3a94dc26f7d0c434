import type { Call, Connection } from "../live/connection";
import { patiently } from "../live/patience";
import type { ChatApi } from "./api";
import { spreadMs, tellsOfRights } from "./model/access";
import { applyEvents, applyState, dropStaleTyping } from "./model/apply";
import { readerIn } from "./model/mentions";
import { changeList, knownChats, type Resumed, resume } from "./model/resume";
import { typingLastsMs } from "./model/types";
import {
  type ChatEvents,
  type ChatListChange,
  type ChatPage,
  type ChatState,
  limits,
  type ResumeAnswer,
} from "./protocol";
import { type ChatsStore, changeChat, chatIn } from "./store";

/** Rounds of reading before a hole is left to the next resume: 10 × 200 rows. */
const mostRounds = 10;
/** How long a server that says "later" is asked again for a page. */
const repairPatienceMs = 30_000;

/** Keeps the store equal to the server's log: last + 1 → apply · greater → read since · not greater → ignore. */
export class Sync {
  readonly #repairing = new Map<string, ChatEvents["events"]>();
  readonly #asking = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly store: ChatsStore,
    private readonly connection: () => Pick<Connection, "call" | "tell" | "resync">,
    private readonly me: string,
    private readonly locale: () => string,
    private readonly fetchChat: ChatApi["chat"],
    private readonly random: () => number = Math.random,
  ) {}

  /** The first thing on each new connection, and again when the server says that events were dropped. */
  resume = async (call: Call): Promise<void> => {
    const known = knownChats(this.store.getState().chats);
    const answer = await call<ResumeAnswer>("Resume", { known, locale: this.locale() });
    this.stop();
    const { chats } = this.store.getState();
    const resumed = resume(chats, known, answer, Date.now(), readerIn(chats, this.me));
    this.#take(resumed, "live", call);
  };

  eventsCame({ chatId, events }: ChatEvents): void {
    const waiting = this.#repairing.get(chatId);
    if (waiting) {
      waiting.push(...events);
      return;
    }
    const before = chatIn(this.store, chatId)?.summary.access;
    const hole = this.#apply(chatId, events);
    if (hole) void this.#repair(chatId, [...events], this.connection().call);
    if (events.some((event) => tellsOfRights(event, before))) this.#askLater(chatId);
  }

  stop(): void {
    for (const timer of this.#asking.values()) clearTimeout(timer);
    this.#asking.clear();
  }

  /** The chat says that rights may be others: what they are for this reader is asked once, at a moment of its own. */
  #askLater(chatId: string): void {
    if (this.#asking.has(chatId)) return;
    const members = chatIn(this.store, chatId)?.summary.members ?? 0;
    const ask = async () => {
      this.#asking.delete(chatId);
      const summary = await this.fetchChat(chatId).catch(() => null);
      if (summary) this.listChanged({ added: [summary], removed: [] });
    };
    this.#asking.set(
      chatId,
      setTimeout(() => void ask(), this.random() * spreadMs(members)),
    );
  }

  stateCame(state: ChatState): void {
    changeChat(this.store, state.chatId, (chat) => applyState(chat, state, Date.now()));
    if (state.typing?.length) {
      const drop = () => changeChat(this.store, state.chatId, (chat) => dropStaleTyping(chat, Date.now()));
      setTimeout(drop, typingLastsMs + 50);
    }
  }

  listChanged(change: ChatListChange): void {
    this.#take(changeList(this.store.getState().chats, change), this.store.getState().source, this.connection().call);
  }

  /** Somebody knows that the chat has reached a number: what is missing is read. */
  reach(chatId: string, number: number): void {
    const chat = chatIn(this.store, chatId);
    if (chat && chat.summary.head < number && !this.#repairing.has(chatId)) {
      void this.#repair(chatId, [], this.connection().call);
    }
  }

  #take(resumed: Resumed, source: "nothing" | "kept" | "live", call: Call): void {
    this.store.setState({ chats: resumed.chats, source });
    for (const mark of resumed.marks) this.connection().tell("MarkRead", mark);
    for (const chatId of resumed.behind) if (!this.#repairing.has(chatId)) void this.#repair(chatId, [], call);
  }

  #apply(chatId: string, events: ChatEvents["events"]): boolean {
    const chat = chatIn(this.store, chatId);
    if (!chat) return false;
    const { chat: after, hole } = applyEvents(chat, events, readerIn(this.store.getState().chats, this.me));
    changeChat(this.store, chatId, () => after);
    return hole;
  }

  async #repair(chatId: string, waiting: ChatEvents["events"], call: Call): Promise<void> {
    this.#repairing.set(chatId, waiting);
    try {
      for (let round = 0; round < mostRounds; round++) {
        const after = chatIn(this.store, chatId)?.summary.head;
        if (after === undefined) return;
        const ask = () => call<ChatPage>("ReadSince", { chatId, after, limit: limits.pageSize });
        const page = await patiently(ask, repairPatienceMs);
        this.#apply(chatId, page.events);
        const inOrder = [...waiting].sort((a, b) => a.number - b.number);
        if (!this.#apply(chatId, inOrder) && !page.hasLater) return;
      }
    } catch {
      // The line went away, or the chat did: the next resume brings rows or the chat's absence.
    } finally {
      this.#repairing.delete(chatId);
    }
  }
}
