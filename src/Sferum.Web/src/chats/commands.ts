import type { Connection } from "../live/connection";
import { newId } from "../live/ids";
import { react, vote } from "./model/apply";
import { readTo } from "./model/pages";
import type { ChatAccess, NewPoll, Placed } from "./protocol";
import { type ChatsStore, changeChat, chatIn } from "./store";

const typingEveryMs = 3000;
const readAfterMs = 300;
const watchEveryMs = 30_000;

/** What a person does in a chat besides posting (that is the outbox's). */
export class Commands {
  #typedAt = 0;
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #read: { chatId: string; number: number } | null = null;
  #watched: string | null = null;
  #watchTimer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly store: ChatsStore,
    private readonly connection: Connection,
  ) {}

  edit = (chatId: string, number: number, text: string): Promise<Placed> =>
    this.connection.callDurably("Edit", { chatId, requestId: newId(), number, text });

  delete = (chatId: string, number: number): Promise<Placed> =>
    this.connection.callDurably("Delete", { chatId, requestId: newId(), number });

  pin = (chatId: string, number: number, on: boolean): Promise<Placed> =>
    this.connection.callDurably("Pin", { chatId, requestId: newId(), number, on });

  forward = (from: string, number: number, chatId: string): Promise<Placed> =>
    this.connection.callDurably("Post", { chatId, requestId: newId(), text: "", forward: { chatId: from, number } });

  makePoll = (chatId: string, text: string, poll: NewPoll): Promise<Placed> =>
    this.connection.callDurably("Post", { chatId, requestId: newId(), text, poll });

  closePoll = (chatId: string, number: number): Promise<unknown> =>
    this.connection.callDurably("ClosePoll", { chatId, number });

  mute = (chatId: string, personId: string, until: number | null, reason: string | null): Promise<Placed> =>
    this.connection.callDurably("Mute", { chatId, requestId: newId(), personId, on: true, until, reason });

  unmute = (chatId: string, personId: string): Promise<Placed> =>
    this.connection.callDurably("Mute", { chatId, requestId: newId(), personId, on: false });

  set = (chatId: string, change: Partial<ChatAccess>): Promise<Placed> =>
    this.connection.callDurably("Set", { chatId, requestId: newId(), ...change });

  /** Shown at once; taken back when the server says no. */
  vote = async (chatId: string, number: number, choices: number[]): Promise<void> => {
    const before = chatIn(this.store, chatId)?.window?.rows.find((row) => row.number === number)?.message?.poll?.mine;
    changeChat(this.store, chatId, (chat) => vote(chat, number, choices));
    try {
      await this.connection.callDurably("Vote", { chatId, number, choices });
    } catch (error) {
      changeChat(this.store, chatId, (chat) => vote(chat, number, before ?? []));
      throw error;
    }
  };

  /** Shown at once; taken back when the server says no. */
  react = async (chatId: string, number: number, emoji: string, on: boolean): Promise<void> => {
    changeChat(this.store, chatId, (chat) => react(chat, number, emoji, on));
    try {
      await this.connection.callDurably("React", { chatId, number, emoji, on });
    } catch (error) {
      changeChat(this.store, chatId, (chat) => react(chat, number, emoji, !on));
      throw error;
    }
  };

  typing = (chatId: string): void => {
    const now = Date.now();
    if (now - this.#typedAt < typingEveryMs) return;
    this.#typedAt = now;
    this.connection.tell("Typing", { chatId });
  };

  /** After sending, the next letter is news again. */
  stoppedTyping = (): void => {
    this.#typedAt = 0;
  };

  /** Everything up to a number has been on the screen of somebody who was looking. */
  markRead = (chatId: string, number: number): void => {
    const chat = chatIn(this.store, chatId);
    if (!chat || number <= chat.summary.readNumber) return;
    changeChat(this.store, chatId, (one) => readTo(one, number));
    if (this.#read && this.#read.chatId !== chatId) this.#sendRead();
    this.#read = { chatId, number: Math.max(number, this.#read?.number ?? 0) };
    // The first is told at once, for the page may be closed the next moment; what follows on its heels is told together.
    if (this.#readTimer === undefined) this.#sendRead();
  };

  /** What waits for its timer is told now: the page is being left. */
  flush(): void {
    this.#sendRead();
  }

  #sendRead(): void {
    clearTimeout(this.#readTimer);
    this.#readTimer = undefined;
    const read = this.#read;
    this.#read = null;
    if (read) this.#readTimer = setTimeout(() => this.#sendRead(), readAfterMs);
    // Without a line it is told by the next resume, which sees that this device is ahead.
    if (read) this.connection.tell("MarkRead", read);
  }

  /** Presence is sent while a chat is open on the screen. */
  watch = (chatId: string | null): void => {
    if (this.#watched === chatId) return;
    if (this.#watched) this.connection.tell("Watch", { chatId: this.#watched, on: false });
    clearInterval(this.#watchTimer);
    this.#watched = chatId;
    if (chatId === null) return;
    this.rewatch();
    this.#watchTimer = setInterval(() => this.rewatch(), watchEveryMs);
  };

  /** On a new connection the server does not know yet what is looked at. */
  rewatch(): void {
    if (this.#watched) this.connection.tell("Watch", { chatId: this.#watched, on: true });
  }

  get watched(): string | null {
    return this.#watched;
  }

  stop(): void {
    clearInterval(this.#watchTimer);
    clearTimeout(this.#readTimer);
  }
}
