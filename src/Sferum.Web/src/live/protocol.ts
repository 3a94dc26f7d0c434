// The hub's envelope and names, as in src/Sferum.Protocol (Answer.cs, HubNames.cs).

export interface Refusal {
  code: string;
  message: string;
  retryAfterMs?: number | null;
  args?: Record<string, string> | null;
}

export interface Answer<T> {
  value?: T | null;
  refusal?: Refusal | null;
}

export const hubPath = "/hub";

export type HubMethod =
  | "Resume"
  | "ReadSince"
  | "Post"
  | "Edit"
  | "Delete"
  | "Pin"
  | "Mute"
  | "Vote"
  | "ClosePoll"
  | "Set"
  | "React"
  | "MarkRead"
  | "Typing"
  | "Watch"
  | "StartCall"
  | "JoinCall"
  | "LeaveCall"
  | "CallNow"
  | "SetSeat"
  | "LeadCall"
  | "Signal"
  | "Draw"
  | "Board"
  | "IceServers"
  | "ReportCall";

export type HubEvent = "chat" | "state" | "chats" | "call" | "resync" | "goaway" | "newDevice" | "signedOut";

/** Another connection is to take the place of this one; with `renew` by a fresh token. */
export interface GoAway {
  spreadMs: number;
  renew?: boolean;
}

/** An expected "no" of the server: thrown where a value was hoped for, caught where it is shown. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = "Refused";
  }

  get code(): string {
    return this.refusal.code;
  }
}

/** The request may or may not have reached the server: retry with the same request id. */
export class LineLost extends Error {
  constructor(cause?: unknown) {
    super("line lost", { cause });
    this.name = "LineLost";
  }
}
