/** So many at once, the others in the order in which they came; one that has been left when its turn comes is passed over. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Runs when its turn comes; null when nobody wants it any more. */
  async take<T>(work: () => Promise<T>, isLeft: () => boolean): Promise<T | null> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return isLeft() ? null : await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
