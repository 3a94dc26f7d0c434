import { HttpRefused, http } from "../live/http";
import { newId } from "../live/ids";
import { LineLost } from "../live/protocol";
import { Profiles, type Stored } from "./profiles";
import type { Me, SignedIn, SignedOutReason } from "./protocol";

// The one place that knows where tokens are kept: the access token in memory, the refresh token in localStorage.

export type SessionEnd = SignedOutReason | "expired";

export interface SessionState {
  me: Me | null;
  /** Why the last session ended, when it did not end by the person's own act in this tab. */
  ended: SessionEnd | null;
  /** Who else has signed in on this device and can go on without a code. */
  others: Me[];
}

const key = "sferum.session";
const lockName = "sferum.session";
const renewBeforeMs = 30_000;

/** Two tabs must never use one refresh token: whoever renews holds a lock over all tabs and reads the newest token inside it. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work();
  return (await navigator.locks.request(lockName, work)) as T;
}

export class Session {
  #state: SessionState;
  #access: { token: string; until: number } | null = null;
  #renewing: Promise<string> | null = null;
  readonly #profiles: Profiles;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly language: () => string,
    private readonly storage: Storage = window.localStorage,
  ) {
    this.#profiles = new Profiles(storage);
    this.#state = { me: this.#read()?.me ?? null, ended: null, others: this.#others() };
    window.addEventListener("storage", (event) => {
      if (event.key === key || Profiles.isKey(event.key)) this.#otherTabChanged();
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  get me(): Me | null {
    return this.#state.me;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  accept(answer: SignedIn): void {
    this.#profiles.take(answer.me.personId);
    this.#keep(answer);
    this.#become(answer.me, null);
  }

  /** Whoever acts here goes aside, so that somebody else may sign in on this device. */
  setAside(): Promise<void> {
    return this.#changePlaces(() => null);
  }

  /** Goes on as somebody who was put aside; whoever acts now is put aside instead. */
  switchTo(personId: string): Promise<void> {
    return this.#changePlaces(() => this.#profiles.take(personId) ?? null);
  }

  /** Who was put aside is no longer kept on this device. The session ends by itself when its refresh token expires. */
  forgetAside(personId: string): void {
    this.#profiles.take(personId);
    this.#become(this.me, this.#state.ended);
  }

  /** A token that lives for a while yet; renewed when needed, once for all who ask. */
  accessToken = (): Promise<string> => {
    if (this.#access && this.#access.until > Date.now()) return Promise.resolve(this.#access.token);
    this.#renewing ??= alone(() => this.#renew()).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  };

  /** The server no longer takes the access token: the next request gets another. */
  forgetAccess(): void {
    this.#access = null;
  }

  async actIn(schoolId: string): Promise<void> {
    await alone(() => this.#renew(schoolId));
  }

  /** What the server knows of this person has changed: a role, a second factor, an accepted text. */
  async renew(): Promise<void> {
    await alone(() => this.#renew());
  }

  /** By the person's own act: told to the server when it can be reached, forgotten here in any case. */
  async signOut(): Promise<void> {
    try {
      const token = await this.accessToken();
      await http("/api/sign-out", { method: "POST", token });
    } catch {
      // Without a line the session ends by itself when its refresh token expires.
    }
    this.end(null);
  }

  end(reason: SessionEnd | null): void {
    this.#access = null;
    this.storage.removeItem(key);
    this.#become(null, reason);
  }

  /** Nobody's token is renewed while places are changed: what a renewal brings would be kept as another's. */
  async #changePlaces(next: () => Stored | null): Promise<void> {
    await this.#renewing?.catch(() => undefined);
    await alone(async () => {
      const now = this.#read();
      const then = next();
      if (now) this.#profiles.put(now);
      if (then) this.storage.setItem(key, JSON.stringify(then));
      else this.storage.removeItem(key);
      this.#access = null;
      this.#become(then?.me ?? null, null);
    });
  }

  #others(): Me[] {
    return this.#profiles.all.map(({ me }) => me);
  }

  async #renew(schoolId?: string): Promise<string> {
    const stored = this.#read();
    if (!stored) {
      this.end("expired");
      throw new LineLost();
    }
    const exchangeId = stored.exchangeId ?? newId();
    if (!stored.exchangeId) this.storage.setItem(key, JSON.stringify({ ...stored, exchangeId }));
    const body = { refreshToken: stored.refreshToken, schoolId, exchangeId };
    try {
      const answer = await http<SignedIn>("/api/sign-in/refresh", { method: "POST", body, language: this.language() });
      this.#keep(answer);
      this.#become(answer.me, null);
      return answer.accessToken;
    } catch (error) {
      if (error instanceof HttpRefused && error.status === 401) this.end("expired");
      throw error;
    }
  }

  #keep(answer: SignedIn): void {
    const life = answer.expiresInSeconds * 1000;
    this.#access = { token: answer.accessToken, until: Date.now() + Math.max(life - renewBeforeMs, life / 2) };
    const stored: Stored = { refreshToken: answer.refreshToken, me: answer.me };
    this.storage.setItem(key, JSON.stringify(stored));
  }

  #read(): Stored | null {
    try {
      return JSON.parse(this.storage.getItem(key) ?? "null") as Stored | null;
    } catch {
      return null;
    }
  }

  #otherTabChanged(): void {
    const me = this.#read()?.me ?? null;
    const before = this.#state.me;
    if (me?.personId === before?.personId && me?.schoolId === before?.schoolId) {
      this.#become(before, this.#state.ended);
      return;
    }
    this.#access = null;
    this.#become(me, null);
  }

  #become(me: Me | null, ended: SessionEnd | null): void {
    const state: SessionState = { me, ended, others: this.#others() };
    const same = JSON.stringify(state) === JSON.stringify(this.#state);
    if (same) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
