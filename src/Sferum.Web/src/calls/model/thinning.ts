import type { Network } from "./network";

/** Looks in a row, two seconds each, after which pictures are done without. */
const badLooks = 4;
/** Good ones in a row after which they are tried again. */
const goodLooks = 15;
const longestGoodLooks = 150;

/**
 * Better heard than seen: while the line is bad pictures are done without, and when it has been good for a while they are tried again. If that was too soon,
 * the next time waits twice as long.
 */
export class Thinning {
  #bad = 0;
  #good = 0;
  #needed = goodLooks;
  #sinceBack = Number.POSITIVE_INFINITY;

  /** What was seen before counts no more: something else is received from now on. */
  forget(): void {
    this.#bad = 0;
    this.#good = 0;
  }

  /** What is to be done now, as the line is; null: nothing. */
  look({ bars }: Network, isThinned: boolean): "thinned" | "restored" | null {
    this.#bad = bars === 1 ? this.#bad + 1 : 0;
    this.#good = bars === 3 ? this.#good + 1 : 0;
    this.#sinceBack += 1;
    if (!isThinned && this.#bad >= badLooks) {
      this.#needed = this.#sinceBack <= this.#needed ? Math.min(this.#needed * 2, longestGoodLooks) : goodLooks;
      this.forget();
      return "thinned";
    }
    if (isThinned && this.#good >= this.#needed) {
      this.#sinceBack = 0;
      this.forget();
      return "restored";
    }
    return null;
  }
}
