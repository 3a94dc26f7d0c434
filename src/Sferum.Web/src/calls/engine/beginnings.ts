import type { CallState } from "../protocol";

/** They begin anew for many at once: each waits up to this long. */
const jitterMs = 200;

/** What follows when the connections to the media server are of no use any more, and when others may be made. */
interface BeginningEvents {
  over: () => void;
  begin: () => void;
  random: () => number;
}

/**
 * Which connections to the media server those are that there are now. In another epoch the session is on another server, and by going into another
 * group one has given up what there was: both begin everything anew, and nothing of before has any meaning.
 */
export class Beginnings {
  epoch: number | null = null;
  #moves = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly me: string,
    private readonly events: BeginningEvents,
  ) {}

  /** Whether others are about to be made. */
  get isNear(): boolean {
    return this.#timer !== undefined;
  }

  /** The session as it is now; false when the connections are the same. */
  take({ epoch, seats }: CallState): boolean {
    const own = seats.find(({ personId }) => personId === this.me);
    const moves = own ? (own.moves ?? 0) : this.#moves;
    if (epoch === this.epoch && moves === this.#moves) return false;
    const isFirst = this.epoch === null;
    this.epoch = epoch;
    this.#moves = moves;
    this.stop();
    this.events.over();
    if (isFirst) this.events.begin();
    else this.#timer = setTimeout(this.#begin, this.events.random() * jitterMs);
    return true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #begin = (): void => {
    this.#timer = undefined;
    this.events.begin();
  };
}
