import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { forgetDrafts } from "./drafts";
import type { LogWindow } from "./model/types";
import type { Pending } from "./outbox/pending";
import type { ChatSummary } from "./protocol";

// What outlives a reload, per person and school: the chat list, the last messages of each chat, what waits to be sent.

interface Schema extends DBSchema {
  list: { key: string; value: ChatSummary[] };
  windows: { key: string; value: LogWindow };
  outbox: { key: string; value: Pending };
}

export interface Cached {
  summaries: ChatSummary[];
  windows: Map<string, LogWindow>;
}

const listKey = "list";
const prefix = "sferum.chats.";

export class ChatStorage {
  readonly #db: Promise<IDBPDatabase<Schema> | null>;

  constructor(readonly owner: string) {
    // Without a database (private mode, a full disk) the client works, it only forgets on reload.
    this.#db = openDB<Schema>(prefix + owner, 1, {
      upgrade(db) {
        db.createObjectStore("list");
        db.createObjectStore("windows");
        db.createObjectStore("outbox", { keyPath: "requestId" });
      },
      // Another tab signs out and erases everything: it must not wait for this one.
      blocking: (_version, _next, event) => (event.target as IDBDatabase).close(),
    }).catch(() => null);
  }

  async cached(): Promise<Cached> {
    const db = await this.#db;
    if (!db) return { summaries: [], windows: new Map() };
    // All at once: asked for one by one, the rows of hundreds of chats hold up the list.
    const act = db.transaction(["list", "windows"]);
    const [summaries, ids, windows] = await Promise.all([
      act.objectStore("list").get(listKey),
      act.objectStore("windows").getAllKeys(),
      act.objectStore("windows").getAll(),
    ]);
    return { summaries: summaries ?? [], windows: new Map(windows.map((window, i) => [ids[i] as string, window])) };
  }

  /** List and windows together, or a window could be older than the number its list line names. */
  async keep(summaries: ChatSummary[], windows: Map<string, LogWindow | null>): Promise<void> {
    const db = await this.#db;
    if (!db) return;
    try {
      const act = db.transaction(["list", "windows"], "readwrite");
      const kept = act.objectStore("windows");
      await Promise.all([
        act.objectStore("list").put(summaries, listKey),
        ...[...windows].map(([id, window]) => (window ? kept.put(window, id) : kept.delete(id))),
        act.done,
      ]);
    } catch {
      // The database is closed: it is being erased as a whole. Or the disk is full: what was kept before stays.
    }
  }

  async pending(): Promise<Pending[]> {
    const all = (await (await this.#db)?.getAll("outbox")) ?? [];
    return all.sort((a, b) => a.createdAt - b.createdAt || a.order - b.order);
  }

  async keepPending(pending: Pending): Promise<void> {
    await (await this.#db)?.put("outbox", pending);
  }

  async dropPending(requestId: string): Promise<void> {
    await (await this.#db)?.delete("outbox", requestId);
  }

  /** Messages of others leave the device; what the person wrote and has not sent stays for the next sign-in. */
  async forgetMessages(): Promise<void> {
    const db = await this.#db;
    try {
      const act = db?.transaction(["list", "windows"], "readwrite");
      await Promise.all([act?.objectStore("list").clear(), act?.objectStore("windows").clear(), act?.done]);
    } catch {
      // The database is closed: it is being erased as a whole.
    }
  }

  async close(): Promise<void> {
    (await this.#db)?.close();
  }
}

/** Everything of everybody but of those who are still signed in here, as at an own sign-out: the device may be the school's. */
export const forgetAllBut = (people: string[]): Promise<void> => erase((owner) => !people.some(isOf(owner)));

/** Everything of one person who is no longer kept here. */
export const forgetPerson = (personId: string): Promise<void> => erase((owner) => isOf(owner)(personId));

const isOf =
  (owner: string) =>
  (personId: string): boolean =>
    owner.startsWith(`${personId}.`);

async function erase(goes: (owner: string) => boolean): Promise<void> {
  forgetDrafts((owner) => !goes(owner));
  const databases = (await indexedDB.databases?.()) ?? [];
  const names = databases.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
  await Promise.all(names.filter((name) => goes(name.slice(prefix.length))).map((name) => deleteDB(name)));
}
