import { newId } from "../../live/ids";
import { laterMs } from "../../live/patience";
import { LineLost, Refused } from "../../live/protocol";
import type { Attachment, Placed, Quote } from "../protocol";
import type { Mentioned, Pending } from "./pending";
import { type OtherTabs, tabs } from "./tabs";

export interface OutboxParts {
  storage: {
    pending(): Promise<Pending[]>;
    keepPending(pending: Pending): Promise<void>;
    dropPending(requestId: string): Promise<void>;
  };
  post: (pending: Pending) => Promise<Placed>;
  isLive: () => boolean;
  onPlaced: (pending: Pending, placed: Placed) => void;
  changed: (pending: Pending[]) => void;
  tabs?: OtherTabs;
  pause?: (ms: number) => Promise<void>;
}

const triesOnLiveLine = 3;
const pauseMs = 1000;

/** What the person has sent and the server has not yet acknowledged: one lane per chat, in order, never dropped by itself. */
export class Outbox {
  #all: Pending[] = [];
  #order = 0;
  readonly #lanes = new Set<string>();
  readonly #parts: Required<OutboxParts>;

  constructor(parts: OutboxParts) {
    this.#parts = { tabs, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), ...parts };
  }

  get all(): Pending[] {
    return this.#all;
  }

  /** Takes up what an earlier life of this page, or a closed tab, has left. */
  async load(): Promise<void> {
    await this.#parts.tabs.adopt(async (isOthers) => {
      for (const pending of await this.#parts.storage.pending()) {
        if (isOthers(pending.tab) || this.#find(pending.requestId)) continue;
        const mine = { ...pending, tab: this.#parts.tabs.own };
        await this.#parts.storage.keepPending(mine);
        this.#all = [...this.#all, mine];
      }
    });
    this.#tell();
    this.run();
  }

  /** Shown and kept before anything is sent. */
  async add(
    chatId: string,
    text: string,
    replyTo: Quote | null,
    mentioned: Mentioned | null = null,
    attachments: Attachment[] = [],
  ): Promise<void> {
    this.#order += 1;
    const pending: Pending = {
      requestId: newId(),
      chatId,
      text,
      replyTo,
      mentioned,
      ...(attachments.length > 0 && { attachments }),
      createdAt: Date.now(),
      order: this.#order,
      tab: this.#parts.tabs.own,
      state: "queued",
      reason: null,
    };
    this.#all = [...this.#all, pending];
    this.#tell();
    await this.#parts.storage.keepPending(pending).catch(() => undefined);
    this.run();
  }

  async retry(requestId: string): Promise<void> {
    await this.#change(requestId, { state: "queued", reason: null });
    this.run();
  }

  async remove(requestId: string): Promise<void> {
    if (!this.#find(requestId)) return;
    this.#all = this.#all.filter((pending) => pending.requestId !== requestId);
    this.#tell();
    await this.#parts.storage.dropPending(requestId).catch(() => undefined);
  }

  /** The line is live: every lane with something in it starts. */
  run(): void {
    for (const chatId of new Set(this.#all.map((pending) => pending.chatId))) {
      if (!this.#lanes.has(chatId)) void this.#lane(chatId);
    }
  }

  async #lane(chatId: string): Promise<void> {
    this.#lanes.add(chatId);
    let tries = 0;
    try {
      for (let next = this.#next(chatId); next && this.#parts.isLive(); next = this.#next(chatId)) {
        tries = (await this.#send(next, tries)) ? 0 : tries + 1;
      }
    } finally {
      this.#lanes.delete(chatId);
    }
  }

  /** True when this message needs no further try: placed or failed. */
  async #send(pending: Pending, tries: number): Promise<boolean> {
    try {
      const placed = await this.#parts.post(pending);
      await this.#change(pending.requestId, { number: placed.number }, false);
      await this.#parts.storage.dropPending(pending.requestId).catch(() => undefined);
      this.#parts.onPlaced(pending, placed);
      return true;
    } catch (error) {
      if (error instanceof Refused) {
        const wait = laterMs(error);
        if (wait === null) await this.#change(pending.requestId, { state: "failed", reason: error.refusal.message });
        else await this.#parts.pause(wait);
        return wait === null;
      }
      if (!(error instanceof LineLost)) throw error;
      if (!this.#parts.isLive()) return false;
      if (tries + 1 >= triesOnLiveLine) {
        await this.#change(pending.requestId, { state: "failed", reason: null });
        return true;
      }
      await this.#parts.pause(pauseMs);
      return false;
    }
  }

  #next(chatId: string): Pending | undefined {
    return this.#all.find(
      (pending) => pending.chatId === chatId && pending.state === "queued" && pending.number === undefined,
    );
  }

  #find(requestId: string): Pending | undefined {
    return this.#all.find((pending) => pending.requestId === requestId);
  }

  async #change(requestId: string, change: Partial<Pending>, keep = true): Promise<void> {
    const before = this.#find(requestId);
    if (!before) return;
    const after = { ...before, ...change };
    this.#all = this.#all.map((pending) => (pending.requestId === requestId ? after : pending));
    this.#tell();
    if (keep) await this.#parts.storage.keepPending(after).catch(() => undefined);
  }

  #tell(): void {
    this.#parts.changed(this.#all);
  }
}
