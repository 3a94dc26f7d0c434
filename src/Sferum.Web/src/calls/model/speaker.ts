/** Whoever is shown large by turns stays at least this long after the last word. */
export const staysMs = 1500;
/** A cough does not take the stage. */
export const takesMs = 1000;

/** Who talks, since when, and who was shown last. */
export interface Speaking {
  /** Since when each of those who are heard now is heard. */
  since: Record<string, number>;
  /** When each was heard last. */
  last: Record<string, number>;
  /** Who is shown large. */
  speaker: string | null;
}

export const silence: Speaking = { since: {}, last: {}, speaker: null };

/** News of who is heard now. */
export function heard(before: Speaking, talking: string[], now: number): Speaking {
  const since = Object.fromEntries(talking.map((id) => [id, before.since[id] ?? now]));
  const last = { ...before.last };
  for (const id of [...Object.keys(before.since), ...talking]) last[id] = now;
  return choose({ ...before, since, last }, now);
}

/** Time passes: another one may have talked long enough. */
export function choose(before: Speaking, now: number): Speaking {
  const { since, last, speaker } = before;
  const holds = speaker !== null && (since[speaker] !== undefined || now - (last[speaker] ?? 0) < staysMs);
  if (holds) return before;
  const ready = Object.entries(since).filter(([, from]) => now - from >= takesMs);
  const [next] = ready.sort(([, a], [, b]) => a - b)[0] ?? [];
  return next === undefined ? before : { ...before, speaker: next };
}

/** Whoever has gone is not shown. */
export function without(before: Speaking, present: Set<string>): Speaking {
  return before.speaker !== null && !present.has(before.speaker) ? { ...before, speaker: null } : before;
}

/** Those who were heard, the latest first. */
export const talkedLast = ({ last }: Speaking): string[] =>
  Object.entries(last)
    .sort(([, a], [, b]) => b - a)
    .map(([id]) => id);
