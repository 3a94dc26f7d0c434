import { type ChatEvent, limits, type Quote } from "../protocol";

/** What an answer shows of the message it answers. */
export function quoteOf(row: ChatEvent): Quote {
  const text = row.message?.deletedAt ? null : (row.message?.text ?? "").slice(0, limits.quoteLength);
  return { number: row.number, authorName: row.author?.name ?? "", text };
}
