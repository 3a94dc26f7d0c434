import { useEffect, useState } from "react";
import type { ChatSummary } from "../protocol";

/** Why somebody can't write in a chat. */
export type WhyClosed =
  | { kind: "muted"; until: number | null; reason: string | null }
  | { kind: "archived" | "limited" | "call" | "staff" | "named" | "other" };

/** A silence without an end stands at the end of the calendar. */
export const forGood = 253_402_300_799_000;
const longestTimerMs = 2_000_000_000;

export function whyClosed(summary: ChatSummary, now: number): WhyClosed | null {
  const { may, access, limited, mutedUntil, mutedReason } = summary;
  if (access?.archived) return { kind: "archived" };
  if (limited) return { kind: "limited" };
  if (mutedUntil != null && mutedUntil > now) {
    return { kind: "muted", until: mutedUntil >= forGood ? null : mutedUntil, reason: mutedReason ?? null };
  }
  // The chat's own rights do not know of the session that holds it.
  if (summary.call?.held && !may.includes("start_call")) return { kind: "call" };
  if (may.includes("post")) return null;
  return { kind: access?.writers === "staff" || access?.writers === "named" ? access.writers : "other" };
}

/** Opens again by the clock when a silence ends. */
export function useClosed(summary: ChatSummary): WhyClosed | null {
  const [now, setNow] = useState(Date.now);
  const { mutedUntil } = summary;
  useEffect(() => {
    if (mutedUntil == null) return;
    const left = mutedUntil - Date.now();
    if (left <= 0 || left > longestTimerMs) return;
    const timer = setTimeout(() => setNow(Date.now()), left + 50);
    return () => clearTimeout(timer);
  }, [mutedUntil]);
  return whyClosed(summary, Math.max(now, Date.now()));
}
