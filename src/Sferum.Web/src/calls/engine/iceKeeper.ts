import type { IceServer } from "../protocol";

/** So much of their life may pass before others are asked for: a third is left for a line that is away. */
const usedUp = 2 / 3;
/** Others that could not be had are asked for again; never are they asked for more often. */
const againMs = 15_000;
/** The longest that a browser's timer waits. */
const longestMs = 2 ** 31 - 1;

interface IceEvents {
  ask: () => Promise<IceServer[]>;
  /** There are others: what is open may need them to find another way. */
  given: (servers: IceServer[]) => void;
}

/** The STUN and TURN servers of one session. Their credentials end; others are there before that. */
export class IceKeeper {
  servers: IceServer[] = [];
  #takenAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly events: IceEvents) {}

  /** Whether others should have been there by now: the device slept, or the line was away. */
  get isStale(): boolean {
    return Date.now() - this.#takenAt >= this.#goodForMs;
  }

  take(servers: IceServer[]): void {
    this.servers = servers;
    this.#takenAt = Date.now();
    this.#askIn(this.#goodForMs);
    this.events.given(servers);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #goodForMs(): number {
    return usedUp * Math.min(...this.servers.map(({ lastsMs }) => lastsMs ?? Number.POSITIVE_INFINITY));
  }

  #askIn(ms: number): void {
    clearTimeout(this.#timer);
    if (ms <= longestMs) this.#timer = setTimeout(() => this.#ask(), Math.max(ms, againMs));
  }

  #ask(): void {
    const timer = this.#timer;
    this.events.ask().then(
      (servers) => {
        // They may have come by another way meanwhile.
        if (timer === this.#timer) this.take(servers);
      },
      () => timer === this.#timer && this.#askIn(againMs),
    );
  }
}
