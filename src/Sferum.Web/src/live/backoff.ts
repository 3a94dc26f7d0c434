const shortestMs = 500;
const longestMs = 30_000;

/** Full jitter between half a second and a ceiling that doubles up to half a minute; it never says "give up". */
export function retryDelay(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestMs, 1000 * 2 ** Math.min(attempt, 10));
  return Math.round(shortestMs + random() * (ceiling - shortestMs));
}
