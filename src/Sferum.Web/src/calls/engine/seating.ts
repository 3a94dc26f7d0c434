import { laterMs, pause } from "../../live/patience";
import { LineLost, Refused } from "../../live/protocol";
import type { CallJoined } from "../protocol";
import type { EngineParts } from "./parts";

/** How long a failed negotiation waits for news of another epoch before one comes in anew. */
const anewAfterMs = 2000;
const longestAnewMs = 15_000;
/** A server that did not answer on a line that is there is in trouble. */
const troubledMs = 1000;

/** What happens to the seat. */
export interface SeatingEvents {
  /** With what one comes in. */
  shows: () => { microphone: boolean; camera: boolean };
  /** In, or waiting; resumed says that the connections to the media server go on. */
  came: (joined: CallJoined, resumed: boolean) => void;
  refused: (error: Refused) => void;
  isOver: () => boolean;
}

/**
 * The seat in a session: taken once, and taken again on each new line. As long as both sides know the same connections to the media server, one comes
 * in again with them; when an answer was lost, as somebody new.
 */
export class Seating {
  #isIn = false;
  #busy = false;
  #again = false;
  /** The server may know of other connections than this browser. */
  #isNew = true;
  #faults = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Set<(isIn: boolean) => void>();

  constructor(
    private readonly parts: Pick<EngineParts, "connection" | "callId" | "random">,
    private readonly events: SeatingEvents,
  ) {}

  /** Whether this line has the seat. */
  get isIn(): boolean {
    return this.#isIn;
  }

  /** Whether connections to the media server can be made and changed now. */
  get isSound(): boolean {
    return this.#isIn && !this.#isNew;
  }

  async comeIn(): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    clearTimeout(this.#timer);
    try {
      do {
        this.#again = false;
        await this.#once();
      } while (this.#again && !this.events.isOver());
    } finally {
      this.#busy = false;
    }
  }

  /** The line that had the seat is gone, or another one has taken its place. */
  lose(): void {
    this.#isIn = false;
  }

  /** The next time one comes in as somebody new. */
  forget(): void {
    this.#isNew = true;
  }

  /** A negotiation failed and nobody knows what the server has: come in as somebody new, in a while, later with each time. */
  forgetSoon(error: unknown): void {
    this.forget();
    this.#faults += 1;
    clearTimeout(this.#timer);
    // Without a line one comes in when it is back.
    if (!this.#isIn && error instanceof LineLost) return;
    this.#timer = setTimeout(() => void this.comeIn(), Math.min(anewAfterMs * this.#faults, longestAnewMs));
  }

  /** Media flows. */
  succeed(): void {
    this.#faults = 0;
  }

  /** Another epoch: the server has no connections at all. */
  agree(): void {
    this.#isNew = false;
    clearTimeout(this.#timer);
  }

  /** Waits while the line is away. What belongs to connections that are begun anew is never said: it fails. */
  async whenIn(): Promise<void> {
    const isIn = this.#isIn || (await new Promise<boolean>((done) => this.#waiting.add(done)));
    if (!isIn) throw new LineLost();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isIn = false;
    this.#letGo(false);
  }

  async #once(): Promise<void> {
    const resume = !this.#isNew;
    const request = { callId: this.parts.callId, ...this.events.shows(), resume };
    try {
      const joined = await this.parts.connection.call<CallJoined>("JoinCall", request);
      if (this.events.isOver()) return;
      if (resume && this.#isNew) this.#again = true;
      else this.#take(joined, resume);
    } catch (error) {
      const wait = laterMs(error, this.parts.random);
      if (wait === null && error instanceof Refused) {
        this.events.refused(error);
      } else if (wait !== null || this.parts.connection.line.phase === "live") {
        await pause(wait ?? troubledMs);
        this.#again = true;
      }
    }
  }

  #take(joined: CallJoined, resumed: boolean): void {
    this.#isIn = true;
    this.#isNew = false;
    this.events.came(joined, resumed);
    this.#letGo(resumed && joined.place === "inside");
  }

  #letGo(isIn: boolean): void {
    for (const done of this.#waiting) done(isIn);
    this.#waiting.clear();
  }
}
