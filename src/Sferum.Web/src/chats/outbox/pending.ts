import type { Attachment, Mention, Quote } from "../protocol";

/** Who is mentioned by a message that is being written. */
export interface Mentioned {
  mentions: Mention[];
  all: boolean;
}

/** A message on its way: shown at once, kept until the server has answered, sent again with the same request id. */
export interface Pending {
  requestId: string;
  chatId: string;
  text: string;
  replyTo: Quote | null;
  /** Null, and missing in what an earlier version kept, when nobody is. */
  mentioned?: Mentioned | null;
  /** Missing when there are none. */
  attachments?: Attachment[];
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
