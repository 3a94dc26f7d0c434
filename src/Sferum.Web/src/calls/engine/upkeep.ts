/** Looks, two seconds each, for which what is sent may be unknown to the server. */
const unknownLooks = 5;
/** Every so many looks it is asked again for what was left out. */
const againLooks = 5;

interface UpkeepEvents {
  /** What was asked for in vain may be there by now. */
  askAgain: () => void;
  /** This browser sends, and the server does not know of it: nobody can have it. */
  unknown: () => void;
}

/** Mends what nobody tells of: a word that was lost on the way, between the servers too, comes never again. */
export class Upkeep {
  #looks = 0;
  #unknown = 0;

  constructor(private readonly events: UpkeepEvents) {}

  /** Whether the way to the media server is there, and whether the server tells the others that they can have what is sent. */
  look(isUp: boolean, isKnown: boolean): void {
    this.#looks += 1;
    this.#unknown = isUp && !isKnown ? this.#unknown + 1 : 0;
    if (this.#unknown >= unknownLooks) {
      this.#unknown = 0;
      this.events.unknown();
    } else if (this.#looks % againLooks === 0) {
      this.events.askAgain();
    }
  }
}
