import { sameDay } from "../../texts/times";
import type { Pending } from "../outbox/pending";
import type { ChatEvent } from "../protocol";

/** One line of the timeline. A message keeps its key while it turns from pending into sent. */
export type Item =
  | { kind: "beginning"; key: string }
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string }
  | { kind: "system"; key: string; row: ChatEvent }
  | { kind: "message"; key: string; row: ChatEvent; own: boolean; first: boolean }
  | { kind: "pending"; key: string; pending: Pending; first: boolean };

export interface ItemsFrom {
  rows: ChatEvent[];
  pending: Pending[];
  me: string;
  /** The read mark when the chat was opened; null when everything had been read. */
  unreadAfter: number | null;
  hasEarlier: boolean;
}

const togetherMs = 5 * 60_000;

/** Rows, what is on its way, and what stands between them: days, the line of the unread, the groups of one author. */
export function buildItems({ rows, pending, me, unreadAfter, hasEarlier }: ItemsFrom): Item[] {
  const items: Item[] = [];
  const arrived = new Set(rows.slice(-200).map((row) => row.requestId));
  let before: { author: string; at: number } | null = null;
  let day: number | null = null;
  let lineDrawn = unreadAfter === null;

  const open = (at: number) => {
    if (day !== null && sameDay(day, at)) return;
    items.push({ kind: "day", key: `day-${new Date(at).toDateString()}`, at });
    day = at;
    before = null;
  };
  const joins = (author: string, at: number): boolean => {
    const joined = before !== null && before.author === author && at - before.at < togetherMs;
    before = { author, at };
    return joined;
  };

  if (!hasEarlier) items.push({ kind: "beginning", key: "beginning" });
  for (const row of rows) {
    open(row.at);
    const own = row.author?.id === me;
    if (!lineDrawn && unreadAfter !== null && row.number > unreadAfter && row.kind === "posted" && !own) {
      items.push({ kind: "unread", key: "unread" });
      lineDrawn = true;
      before = null;
    }
    if (row.kind === "posted" && row.author && row.message) {
      const key = own && row.requestId ? `r${row.requestId}` : `m${row.number}`;
      items.push({ kind: "message", key, row, own, first: !joins(row.author.id, row.at) });
    } else if (row.kind !== "posted") {
      items.push({ kind: "system", key: `s${row.number}`, row });
      before = null;
    }
  }
  for (const one of pending) {
    if (arrived.has(one.requestId)) continue;
    open(Math.max(one.createdAt, day ?? 0));
    items.push({ kind: "pending", key: `r${one.requestId}`, pending: one, first: !joins(me, one.createdAt) });
  }
  return items;
}

/** The number that an item stands for, if it has one. */
export function numberOf(item: Item | undefined): number | undefined {
  return item?.kind === "message" || item?.kind === "system" ? item.row.number : undefined;
}

export function timeOf(item: Item | undefined): number | undefined {
  if (item?.kind === "message" || item?.kind === "system") return item.row.at;
  if (item?.kind === "day") return item.at;
  return item?.kind === "pending" ? item.pending.createdAt : undefined;
}
