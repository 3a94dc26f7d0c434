// As in src/Sferum.Protocol/Operators. What did not answer in time is null: nothing is known of it now.

export interface Silo {
  name: string;
  address: string;
  status: "joining" | "active" | "leaving" | "gone" | "silent";
  startedAt?: number | null;
  seenAt?: number | null;
  version?: string | null;
  activations?: number | null;
  cpu?: number | null;
  memory?: number | null;
  memoryLimit?: number | null;
}

export interface Gateway {
  name: string;
  status: "serving" | "draining" | "silent";
  version?: string | null;
  startedAt?: number | null;
  connections?: number | null;
  limit?: number | null;
}

export interface MediaNode {
  name: string;
  status: "serving" | "draining" | "away" | "silent";
  sessions?: number | null;
  legs?: number | null;
}

export type QueueKind =
  | "roster_acts"
  | "letters"
  | "scheduled_messages"
  | "notifications"
  | "files"
  | "movements"
  | "erasures";

export interface Queue {
  kind: QueueKind;
  waiting: number;
  since?: number | null;
}

export interface SlowChat {
  chatId: string;
  kind?: "school" | "staff" | "class" | "guardians" | "study" | "adhoc" | "direct" | null;
  school?: string | null;
  tookMs: number;
  at: number;
}

export interface Database {
  roundTripMs: number;
  server: string;
  bytes: number;
  connections?: number | null;
  mostConnections?: number | null;
  migration: string;
}

export interface FinishedWork {
  act: string;
  words: string;
  school?: string | null;
  at: number;
}

export interface Certificate {
  process: string;
  kind: "own" | "authority";
  endsAt: number;
}

export interface Cluster {
  at: number;
  version: string;
  silos?: Silo[] | null;
  gateways?: Gateway[] | null;
  mediaNodes?: MediaNode[] | null;
  queues?: Queue[] | null;
  slowChats?: SlowChat[] | null;
  database?: Database | null;
  works?: FinishedWork[] | null;
  certificates?: Certificate[] | null;
}

export interface SchoolSize {
  id: string;
  name: string;
  people: number;
  classes: number;
  chats: number;
}

export interface SchoolSizes {
  schools: SchoolSize[];
  next?: string | null;
}

/** Maintenance that is announced; `id` is another one with each change. */
export interface Notice {
  id: string;
  text: string;
  textEn?: string | null;
  from: number;
  until: number;
}

export interface StandingNotice {
  notice?: Notice | null;
}

/** Under which the page keeps what everybody is to know: nothing of it is a person's or a school's. */
export const noticeKey = ["notice"];
