/** How the line is, and by what it is known. */
export interface Network {
  bars: 0 | 1 | 2 | 3;
  /** Why it is not at its best. */
  reason: "loss" | "delay" | "gone" | null;
}

/** What was counted over a while. */
export interface Sample {
  /** Packets that came and that were lost since the sample before. */
  received: number;
  lost: number;
  /** There and back, in ms; null when it is not known. */
  roundTripMs: number | null;
  connected: boolean;
}

export const fine: Network = { bars: 3, reason: null };

export function networkOf({ received, lost, roundTripMs, connected }: Sample): Network {
  if (!connected) return { bars: 0, reason: "gone" };
  const share = received + lost > 20 ? lost / (received + lost) : 0;
  const delay = roundTripMs ?? 0;
  if (share > 0.1 || delay > 900) return { bars: 1, reason: share > 0.1 ? "loss" : "delay" };
  if (share > 0.03 || delay > 400) return { bars: 2, reason: share > 0.03 ? "loss" : "delay" };
  return fine;
}
