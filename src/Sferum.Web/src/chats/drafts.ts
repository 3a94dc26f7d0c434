import type { Mention } from "./protocol";

export interface Draft {
  chatId: string;
  text: string;
  replyTo: number | null;
  /** Who was chosen from the list; counts as long as the text names them. */
  mentions?: Mention[];
}

const keepAfterMs = 300;
const prefix = "sferum.draft.";

/**
 * What the person has begun to write, per chat: outlives a reload and an expired session. Kept in localStorage, which a page that is
 * being left can still write to; a transaction of IndexedDB begun then is lost.
 */
export class Drafts {
  #all: Record<string, Draft> = {};
  readonly #prefix: string;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    owner: string,
    private readonly changed: (drafts: Record<string, Draft>) => void,
    private readonly storage: Storage = window.localStorage,
  ) {
    this.#prefix = `${prefix}${owner}.`;
  }

  load(): void {
    for (const key of keysOf(this.storage, this.#prefix)) {
      const draft = read(this.storage.getItem(key));
      if (draft) this.#all = { [draft.chatId]: draft, ...this.#all };
    }
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
      setTimeout(() => this.#write(draft.chatId), keepAfterMs),
    );
  }

  /** The page is being left: what waits for its timer is written now. */
  flush(): void {
    for (const chatId of [...this.#timers.keys()]) this.#write(chatId);
  }

  #write(chatId: string): void {
    clearTimeout(this.#timers.get(chatId));
    this.#timers.delete(chatId);
    const draft = this.#all[chatId];
    try {
      if (draft) this.storage.setItem(this.#prefix + chatId, JSON.stringify(draft));
      else this.storage.removeItem(this.#prefix + chatId);
    } catch {
      // The device's storage is full: the draft lives as long as the page.
    }
  }
}

/** Drafts of everybody who wrote on this device, but of the owners that stay. */
export function forgetDrafts(stays: (owner: string) => boolean, storage: Storage = window.localStorage): void {
  for (const key of keysOf(storage, prefix)) if (!stays(key.slice(prefix.length))) storage.removeItem(key);
}

const keysOf = (storage: Storage, start: string): string[] =>
  Object.keys(storage).filter((key) => key.startsWith(start));

function read(kept: string | null): Draft | null {
  try {
    return JSON.parse(kept ?? "null") as Draft | null;
  } catch {
    return null;
  }
}
