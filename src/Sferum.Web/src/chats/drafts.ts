import type { ChatStorage } from "./storage";

export interface Draft {
  chatId: string;
  text: string;
  replyTo: number | null;
}

const keepAfterMs = 300;

/** What the person has begun to write, per chat: outlives a reload and an expired session. */
export class Drafts {
  #all: Record<string, Draft> = {};
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly storage: Pick<ChatStorage, "drafts" | "keepDraft" | "dropDraft">,
    private readonly changed: (drafts: Record<string, Draft>) => void,
  ) {}

  async load(): Promise<void> {
    for (const draft of await this.storage.drafts()) this.#all = { [draft.chatId]: draft, ...this.#all };
    this.changed(this.#all);
  }

  of(chatId: string): Draft | undefined {
    return this.#all[chatId];
  }

  keep(draft: Draft): void {
    const empty = draft.text.trim() === "" && draft.replyTo === null;
    const { [draft.chatId]: _, ...others } = this.#all;
    this.#all = empty ? others : { ...others, [draft.chatId]: draft };
    this.changed(this.#all);
    clearTimeout(this.#timers.get(draft.chatId));
    this.#timers.set(
      draft.chatId,
      setTimeout(() => void this.#write(draft.chatId), keepAfterMs),
    );
  }

  /** The page is being left: what waits for its timer is written now. */
  flush(): void {
    for (const chatId of [...this.#timers.keys()]) void this.#write(chatId);
  }

  async #write(chatId: string): Promise<void> {
    clearTimeout(this.#timers.get(chatId));
    this.#timers.delete(chatId);
    const draft = this.#all[chatId];
    await (draft ? this.storage.keepDraft(draft) : this.storage.dropDraft(chatId)).catch(() => undefined);
  }
}
