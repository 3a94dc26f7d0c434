import type { Quote } from "../protocol";

/** A message on its way: shown at once, kept until the server has answered, sent again with the same request id. */
export interface Pending {
  requestId: string;
  chatId: string;
  text: string;
  replyTo: Quote | null;
  createdAt: number;
  /** Order among those of one instant. */
  order: number;
  /** The tab that sends it: another takes it over only when that one is gone. */
  tab: string;
  state: "queued" | "failed";
  /** Why it failed: the server's words, or null when nobody knows. */
  reason: string | null;
  /** Its number, once the server has answered and before the event has come back. */
  number?: number;
}
