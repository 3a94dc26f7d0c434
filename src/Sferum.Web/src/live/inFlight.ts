import type { Hub } from "./hub";

/** What was asked on each hub and is not answered yet. */
export class InFlight {
  readonly #asked = new WeakMap<Hub, Set<Promise<unknown>>>();

  count<T>(hub: Hub, answer: Promise<T>): Promise<T> {
    const asked = this.#asked.get(hub) ?? new Set();
    this.#asked.set(hub, asked);
    asked.add(answer);
    const answered = () => asked.delete(answer);
    answer.then(answered, answered);
    return answer;
  }

  /** When everything that was asked on a hub is answered, or the time is over. */
  async settled(hub: Hub, patienceMs: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([Promise.allSettled(this.#asked.get(hub) ?? []), over]);
    clearTimeout(timer);
  }
}
