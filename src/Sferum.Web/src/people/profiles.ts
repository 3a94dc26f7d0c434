import type { Me } from "./protocol";

/** Somebody signed in on this device: by this the session goes on after a reload. */
export interface Stored {
  refreshToken: string;
  me: Me;
  /** The name of the exchange that is under way: when its answer is lost, also by a reload, the same exchange is asked for again. */
  exchangeId?: string;
}

const key = "sferum.profiles";

/** The sessions put aside on this device while somebody else acts: a teacher who is also a parent, a family's only tablet. */
export class Profiles {
  constructor(private readonly storage: Storage) {}

  static isKey = (changed: string | null): boolean => changed === key || changed === null;

  get all(): Stored[] {
    try {
      return JSON.parse(this.storage.getItem(key) ?? "[]") as Stored[];
    } catch {
      return [];
    }
  }

  put(profile: Stored): void {
    this.#keep([...this.#without(profile.me.personId), profile]);
  }

  take(personId: string): Stored | undefined {
    const taken = this.all.find((one) => one.me.personId === personId);
    this.#keep(this.#without(personId));
    return taken;
  }

  #without(personId: string): Stored[] {
    return this.all.filter((one) => one.me.personId !== personId);
  }

  #keep(all: Stored[]): void {
    if (all.length === 0) this.storage.removeItem(key);
    else this.storage.setItem(key, JSON.stringify(all));
  }
}
