import type { Candidate, Leg } from "../protocol";

const gatherMs = 100;
const mostAtOnce = 50;

/** Sends a connection's candidates in bunches, in order, and not before the server knows the connection. */
export class Candidates<Of = Leg> {
  readonly #waiting: Candidate[] = [];
  #open = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly of: Of,
    private readonly send: (of: Of, candidates: Candidate[]) => Promise<unknown>,
  ) {}

  found = ({ candidate }: RTCPeerConnectionIceEvent): void => {
    this.#waiting.push(
      candidate?.candidate
        ? { candidate: candidate.candidate, mid: candidate.sdpMid, lineIndex: candidate.sdpMLineIndex }
        : { candidate: null, mid: null, lineIndex: null },
    );
    this.#soon();
  };

  /** The server knows the connection. */
  open(): void {
    this.#open = true;
    this.#soon();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
    this.#open = false;
  }

  #soon(): void {
    if (!this.#open || this.#timer !== undefined || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const some = this.#waiting.splice(0, mostAtOnce);
      if (some.length === 0) return;
      // One that is lost is made up for by the others, or by beginning ICE anew.
      this.#sent = this.#sent.then(() => this.send(this.of, some)).catch(() => undefined);
      this.#soon();
    }, gatherMs);
  }
}
