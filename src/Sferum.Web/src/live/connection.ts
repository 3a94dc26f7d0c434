import { retryDelay } from "./backoff";
import type { Hub } from "./hub";
import { InFlight } from "./inFlight";
import { laterMs, pause } from "./patience";
import { type GoAway, type HubEvent, type HubMethod, LineLost, Refused } from "./protocol";

export type LinePhase = "stopped" | "connecting" | "live" | "waiting";

export interface Line {
  phase: LinePhase;
  /** When the line was lost or first sought (this client's clock); null while it is live or stopped. */
  downSince: number | null;
  attempt: number;
}

export interface ConnectionParts {
  makeHub: () => Hub;
  /** What must succeed before the line counts as live: resuming by number. */
  resume: (call: Call) => Promise<void>;
  /** Asked on waking up while live: rejects when the line turns out to be dead. */
  probe: (call: Call) => Promise<void>;
  onEvent: (event: HubEvent, argument: unknown) => void;
  /** Another connection has taken the place of a live one: what belongs to a connection is to be said again. */
  onMoved?: () => void;
  /** The next attempt is to be made with another access token: this one runs out, or an attempt has failed, and not the first. */
  renewToken: () => void;
  /** The session has ended: nothing is sought any more. */
  isOver: (error: unknown) => boolean;
  now?: () => number;
  random?: () => number;
}

export type Call = <T>(method: HubMethod, request: unknown) => Promise<T>;

const attemptLastsMs = 15_000;
const probeLastsMs = 5_000;
/** How long a connection that was left waits for the answers that are still due on it. */
const leavingLastsMs = 5_000;
/** The longest pause between tries to move: the gateway does not wait for ever. */
const longestMovePauseMs = 2_000;

/**
 * Keeps one hub alive: connects, resumes, waits with jitter, tries at once when woken, never gives up. A gateway that is being emptied says goaway: then
 * a second hub is opened and resumed while the first goes on, takes its place in one moment, and the first is left.
 */
export class Connection {
  #line: Line = { phase: "stopped", downSince: null, attempt: 0 };
  #hub: Hub | null = null;
  /** Opened to take the place of the live one. */
  #next: Hub | null = null;
  #asked: Hub | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #inFlight = new InFlight();
  readonly #successors = new WeakMap<Hub, Hub>();
  readonly #listeners = new Set<(line: Line) => void>();
  readonly #parts: Required<ConnectionParts>;

  constructor(parts: ConnectionParts) {
    this.#parts = { now: Date.now, random: Math.random, onMoved: () => undefined, ...parts };
  }

  get line(): Line {
    return this.#line;
  }

  subscribe(listener: (line: Line) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#line.phase === "stopped") void this.#attempt(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#dropNext();
    this.#drop();
    this.#become({ phase: "stopped", downSince: null, attempt: 0 });
  }

  /** The network is back, or the page is looked at again: try at once, or make sure that the line is still there. */
  wake(): void {
    if (this.#line.phase === "waiting") {
      clearTimeout(this.#timer);
      void this.#attempt(this.#line.attempt);
    } else if (this.#line.phase === "live") {
      const hub = this.#hub;
      within(probeLastsMs, this.#parts.probe(this.call)).catch((error) => {
        // A refusal is a sign of life.
        if (error instanceof LineLost) this.#lost(hub);
      });
    }
  }

  /** The device says that it has no network: the socket would only notice it after half a minute. */
  networkGone(): void {
    this.#dropNext();
    if (this.#line.phase === "live" || this.#line.phase === "connecting") this.#lost(this.#hub);
  }

  /** Asks again by number on the same connection: it was told that it fell behind. */
  async resync(): Promise<void> {
    const hub = this.#hub;
    try {
      await within(attemptLastsMs, this.#parts.resume(this.#callOn(hub)));
    } catch {
      this.#lost(hub);
    }
  }

  /** A request over the live line: its value, or Refused, or LineLost when nobody knows whether it arrived. */
  call: Call = (method, request) => {
    if (this.#line.phase !== "live") return Promise.reject(new LineLost());
    return this.#callOn(this.#hub)(method, request);
  };

  /** As call, but a lost line is waited for, and so is a server that says "later", and the same request repeated: for commands that carry a request id or whose last one wins. */
  async callDurably<T>(method: HubMethod, request: unknown, patienceMs = 15_000): Promise<T> {
    const until = this.#parts.now() + patienceMs;
    for (;;) {
      try {
        return await this.call<T>(method, request);
      } catch (error) {
        const left = until - this.#parts.now();
        const wait = laterMs(error, this.#parts.random);
        if (wait !== null && wait < left) {
          await pause(wait);
          continue;
        }
        if (!(error instanceof LineLost) || left <= 0) throw error;
        const wasLive = this.#line.phase === "live";
        await this.#untilLive(left);
        // The line is there and still nobody answered: the server is in trouble, not the network.
        if (wasLive) await pause(1000);
      }
    }
  }

  #untilLive(patienceMs: number): Promise<void> {
    if (this.#line.phase === "live") return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (act: () => void) => {
        clearTimeout(timer);
        leave();
        act();
      };
      const timer = setTimeout(() => done(() => reject(new LineLost())), patienceMs);
      const leave = this.subscribe((line) => {
        if (line.phase === "live") done(resolve);
        else if (line.phase === "stopped") done(() => reject(new LineLost()));
      });
    });
  }

  /** One way; lost without a word when there is no line. */
  tell(method: HubMethod, request: unknown): void {
    this.#hub?.send(method, request).catch(() => undefined);
  }

  #callOn(hub: Hub | null): Call {
    return async <T>(method: HubMethod, request: unknown): Promise<T> => {
      const now = this.#followed(hub);
      if (now === null) throw new LineLost();
      const answer = await this.#inFlight.count(now, now.invoke<T>(method, request)).catch((error: unknown) => {
        throw new LineLost(error);
      });
      if (answer.refusal) throw new Refused(answer.refusal);
      return answer.value as T;
    };
  }

  /** The hub on which work that began on another one goes on; null when that one was lost. */
  #followed(hub: Hub | null): Hub | null {
    let now = hub;
    for (let next = hub; next; next = this.#successors.get(next) ?? null) now = next;
    return now === this.#hub || now === this.#next ? now : null;
  }

  async #attempt(attempt: number): Promise<void> {
    const { makeHub, now, onEvent, isOver } = this.#parts;
    const hub = makeHub();
    this.#hub = hub;
    this.#become({ phase: "connecting", downSince: this.#line.downSince ?? now(), attempt });
    try {
      const early = await this.#open(hub, () => hub === this.#hub && this.#line.phase === "live");
      if (hub !== this.#hub) return;
      this.#become({ phase: "live", downSince: null, attempt: 0 });
      for (const [event, argument] of early) onEvent(event, argument);
    } catch (error) {
      if (isOver(error)) {
        this.stop();
        return;
      }
      if (attempt > 0) this.#parts.renewToken();
      this.#lost(hub, laterMs(error, this.#parts.random) ?? 0);
    }
  }

  /** Opens a hub and resumes on it. What comes before the answer to Resume is taken in (it may be in the same frame) waits: it is returned. */
  async #open(hub: Hub, isHeard: () => boolean): Promise<[HubEvent, unknown][]> {
    const { onEvent, resume } = this.#parts;
    const early: [HubEvent, unknown][] = [];
    hub.onEvent((event, argument) => {
      if (hub !== this.#hub && hub !== this.#next) return;
      if (event === "goaway") this.#goAway(hub, argument as GoAway);
      else if (isHeard()) onEvent(event, argument);
      else early.push([event, argument]);
    });
    hub.onClosed(() => this.#lost(hub));
    await within(
      attemptLastsMs,
      hub.start().then(() => resume(this.#callOn(hub))),
    );
    return early;
  }

  #goAway(hub: Hub, { spreadMs, renew }: GoAway): void {
    if (this.#asked === hub) return;
    this.#asked = hub;
    setTimeout(() => {
      if (renew) this.#parts.renewToken();
      void this.#move(hub, 1);
    }, this.#parts.random() * spreadMs);
  }

  async #move(from: Hub, attempt: number): Promise<void> {
    if (from !== this.#hub && from !== this.#next) return;
    const again = (notBeforeMs = 0) => {
      const wait = Math.min(retryDelay(attempt, this.#parts.random), longestMovePauseMs);
      setTimeout(() => void this.#move(from, attempt + 1), Math.max(wait, notBeforeMs));
    };
    if (from === this.#next || this.#next !== null || this.#line.phase !== "live") return again();
    const next = this.#parts.makeHub();
    this.#next = next;
    try {
      const early = await this.#open(next, () => next === this.#hub);
      if (next !== this.#next) return;
      this.#takePlace(next);
      for (const [event, argument] of early) this.#parts.onEvent(event, argument);
      this.#parts.onMoved();
    } catch (error) {
      if (next !== this.#next) return;
      this.#dropNext();
      if (this.#parts.isOver(error)) return this.stop();
      if (attempt > 1) this.#parts.renewToken();
      if (this.#hub === null) this.#down();
      else again(laterMs(error, this.#parts.random) ?? 0);
    }
  }

  #takePlace(next: Hub): void {
    const before = this.#hub;
    this.#hub = next;
    this.#next = null;
    if (before === null) return;
    this.#successors.set(before, next);
    void this.#inFlight.settled(before, leavingLastsMs).then(() => before.stop().catch(() => undefined));
  }

  #dropNext(): void {
    const next = this.#next;
    this.#next = null;
    next?.stop().catch(() => undefined);
  }

  #lost(hub: Hub | null, notBeforeMs = 0): void {
    if (hub === null || hub !== this.#hub) return;
    this.#drop();
    // Lost while it was about to be left: the next one may be live in a moment.
    if (this.#next === null) this.#down(notBeforeMs);
  }

  #down(notBeforeMs = 0): void {
    const attempt = this.#line.attempt + 1;
    this.#become({ phase: "waiting", downSince: this.#line.downSince ?? this.#parts.now(), attempt });
    const delay = Math.max(retryDelay(attempt, this.#parts.random), notBeforeMs);
    this.#timer = setTimeout(() => void this.#attempt(attempt), delay);
  }

  #drop(): void {
    const hub = this.#hub;
    this.#hub = null;
    hub?.stop().catch(() => undefined);
  }

  #become(line: Line): void {
    this.#line = line;
    for (const listener of this.#listeners) listener(line);
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new LineLost()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
