import { type ChatEvent, limits, type Message, type Quote, type Reaction } from "../protocol";

const shownKinds = new Set(["posted", "members", "pinned"]);

export const isShown = (event: ChatEvent): boolean => shownKinds.has(event.kind);

/** People have voted on a poll as it is, and forwarded words are somebody else's. */
export const isEditable = ({ deletedAt, poll, forwarded }: Message): boolean =>
  deletedAt == null && !poll && !forwarded;

/** The index of the row with this number, or -1. */
export function indexOfRow(rows: ChatEvent[], number: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = rows[middle]?.number ?? 0;
    if (at === number) return middle;
    if (at < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function findRow(rows: ChatEvent[], number: number): ChatEvent | undefined {
  return rows[indexOfRow(rows, number)];
}

/** A row as it is after an edit or a deletion of `target`: the message itself, and quotes of it. */
export function changeMessage(row: ChatEvent, target: number, message: Message): ChatEvent {
  if (row.kind !== "posted" || !row.message) return row;
  if (row.number === target) {
    const reactions = message.deletedAt ? null : (message.reactions ?? row.message.reactions);
    const poll = message.poll && { ...message.poll, mine: message.poll.mine ?? row.message.poll?.mine };
    return { ...row, message: { ...message, reactions: keepMine(row.message.reactions, reactions), poll } };
  }
  const quote = row.message.replyTo;
  if (quote?.number !== target) return row;
  return { ...row, message: { ...row.message, replyTo: changeQuote(quote, message) } };
}

const changeQuote = (quote: Quote, message: Message): Quote => ({
  ...quote,
  text: message.deletedAt ? null : (message.text ?? "").slice(0, limits.quoteLength),
});

export function changeReactions(row: ChatEvent, number: number, reactions: Reaction[]): ChatEvent {
  if (row.number !== number || !row.message || row.message.deletedAt) return row;
  return { ...row, message: { ...row.message, reactions: keepMine(row.message.reactions, reactions) } };
}

/** Live state is the same for all readers, so it cannot say which reactions are one's own: those are remembered. */
function keepMine(before: Reaction[] | null | undefined, after: Reaction[] | null | undefined): Reaction[] | null {
  if (!after || after.length === 0) return null;
  const mine = new Set((before ?? []).filter((reaction) => reaction.mine).map((reaction) => reaction.emoji));
  return after.map((reaction) => ({ ...reaction, mine: reaction.mine ?? mine.has(reaction.emoji) }));
}

/** One's own reaction, shown before the server has said so. */
export function toggleReaction(row: ChatEvent, emoji: string, on: boolean): ChatEvent {
  if (!row.message) return row;
  const before = row.message.reactions ?? [];
  const known = before.find((reaction) => reaction.emoji === emoji);
  if ((known?.mine ?? false) === on) return row;
  const after = known
    ? before.map((r) => (r.emoji === emoji ? { ...r, mine: on, count: r.count + (on ? 1 : -1) } : r))
    : [...before, { emoji, count: 1, mine: true }];
  const left = after.filter((reaction) => reaction.count > 0);
  return { ...row, message: { ...row.message, reactions: left.length > 0 ? left : null } };
}
