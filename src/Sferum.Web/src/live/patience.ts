import { Refused } from "./protocol";

/** How long the server asks to wait before the same is asked again, and a little more; null when it did not say "later". */
export function laterMs(error: unknown, random: () => number = Math.random): number | null {
  const wait = error instanceof Refused ? error.refusal.retryAfterMs : null;
  return wait == null ? null : wait * (1 + random() / 4);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again what was refused with "later", for as long as the waiting fits into the patience. */
export async function patiently<T>(ask: () => Promise<T>, patienceMs: number): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const wait = laterMs(error);
      if (wait === null || Date.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}
