import { retryDelay } from "./backoff";
import type { Hub } from "./hub";
import { type HubEvent, type HubMethod, LineLost, Refused } from "./protocol";

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
  /** An attempt has failed, and not the first: whatever it was made with may be no good any more. */
  onFailedAgain: () => void;
  /** The session has ended: nothing is sought any more. */
  isOver: (error: unknown) => boolean;
  now?: () => number;
  random?: () => number;
}

export type Call = <T>(method: HubMethod, request: unknown) => Promise<T>;

const attemptLastsMs = 15_000;
const probeLastsMs = 5_000;

/** Keeps one hub alive: connects, resumes, waits with jitter, tries at once when woken, never gives up. */
export class Connection {
  #line: Line = { phase: "stopped", downSince: null, attempt: 0 };
  #hub: Hub | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<(line: Line) => void>();
  readonly #parts: Required<ConnectionParts>;

  constructor(parts: ConnectionParts) {
    this.#parts = { now: Date.now, random: Math.random, ...parts };
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

  /** As call, but a lost line is waited for and the same request repeated: for commands that carry a request id or whose last one wins. */
  async callDurably<T>(method: HubMethod, request: unknown, patienceMs = 15_000): Promise<T> {
    const until = this.#parts.now() + patienceMs;
    for (;;) {
      try {
        return await this.call<T>(method, request);
      } catch (error) {
        const left = until - this.#parts.now();
        if (!(error instanceof LineLost) || left <= 0) throw error;
        const wasLive = this.#line.phase === "live";
        await this.#untilLive(left);
        // The line is there and still nobody answered: the server is in trouble, not the network.
        if (wasLive) await new Promise((resolve) => setTimeout(resolve, 1000));
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
      if (hub === null || hub !== this.#hub) throw new LineLost();
      const answer = await hub.invoke<T>(method, request).catch((error: unknown) => {
        throw new LineLost(error);
      });
      if (answer.refusal) throw new Refused(answer.refusal);
      return answer.value as T;
    };
  }

  async #attempt(attempt: number): Promise<void> {
    const { makeHub, now, onEvent, resume, isOver } = this.#parts;
    const hub = makeHub();
    this.#hub = hub;
    this.#become({ phase: "connecting", downSince: this.#line.downSince ?? now(), attempt });
    // Live events may arrive in the same frame as the answer to Resume: they wait until that one is taken in.
    const early: [HubEvent, unknown][] = [];
    hub.onEvent((event, argument) => {
      if (hub !== this.#hub) return;
      if (this.#line.phase === "live") onEvent(event, argument);
      else early.push([event, argument]);
    });
    hub.onClosed(() => this.#lost(hub));
    try {
      await within(
        attemptLastsMs,
        hub.start().then(() => resume(this.#callOn(hub))),
      );
      if (hub !== this.#hub) return;
      this.#become({ phase: "live", downSince: null, attempt: 0 });
      for (const [event, argument] of early) onEvent(event, argument);
    } catch (error) {
      if (isOver(error)) {
        this.stop();
        return;
      }
      if (attempt > 0) this.#parts.onFailedAgain();
      this.#lost(hub);
    }
  }

  #lost(hub: Hub | null): void {
    if (hub === null || hub !== this.#hub) return;
    this.#drop();
    const attempt = this.#line.attempt + 1;
    this.#become({ phase: "waiting", downSince: this.#line.downSince ?? this.#parts.now(), attempt });
    this.#timer = setTimeout(() => void this.#attempt(attempt), retryDelay(attempt, this.#parts.random));
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
