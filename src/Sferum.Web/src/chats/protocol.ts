// As in src/Sferum.Protocol/Chats. Times are Unix milliseconds, ids are strings, numbers are 1..n per chat without holes.

import type { RunningCall } from "../calls/protocol";

export interface Person {
  id: string;
  name: string;
  role: string;
}

export interface Quote {
  number: number;
  authorName: string;
  text?: string | null;
}

export interface Reaction {
  emoji: string;
  count: number;
  mine?: boolean | null;
}

/** The text names each as @label. A group is "role:…" or "class:…". */
export interface Mention {
  label: string;
  personId?: string | null;
  group?: string | null;
}

export interface Forwarded {
  author: Person;
  at: number;
}

export interface Poll {
  options: { text: string; count: number }[];
  voters: number;
  multiple: boolean;
  open: boolean;
  closesAt?: number | null;
  mine?: number[] | null;
}

export interface PollTally {
  number: number;
  counts: number[];
  voters: number;
  closesAt?: number | null;
}

export interface NewPoll {
  options: string[];
  multiple: boolean;
  open: boolean;
  closesAt?: number | null;
}

export interface Attachment {
  id: string;
  kind: "picture" | "voice" | "other";
  name: string;
  type: string;
  size: number;
  width?: number;
  height?: number;
  durationMs?: number;
  /** A byte for each of equally long parts, base64. */
  peaks?: string;
}

/** Where one's own upload stands. */
export interface Upload {
  id: string;
  status: "uploading" | "checking" | "ready" | "refused";
  offset: number;
  length: number;
  file?: Attachment;
  refusal?: { code: string; message: string };
}

export interface SharedFile {
  number: number;
  at: number;
  authorId: string;
  file: Attachment;
}

export interface SharedFilesPage {
  files: SharedFile[];
  next: string | null;
}

export interface Message {
  text?: string | null;
  replyTo?: Quote | null;
  editedAt?: number | null;
  deletedAt?: number | null;
  reactions?: Reaction[] | null;
  mentions?: Mention[] | null;
  forwarded?: Forwarded | null;
  poll?: Poll | null;
  attachments?: Attachment[] | null;
}

export interface MembersChange {
  came: Person[];
  cameCount: number;
  went: Person[];
  wentCount: number;
}

export interface ChatEvent {
  number: number;
  /** "posted", "edited", "deleted", "pinned", "unpinned", "members", "access", or one that this client does not know. */
  kind: string;
  at: number;
  author?: Person | null;
  requestId?: string;
  posts: number;
  target?: number | null;
  message?: Message | null;
  members?: MembersChange | null;
  access?: ChatAccess | null;
  mentionsAll?: boolean | null;
}

export interface ChatAccess {
  title: string;
  archived: boolean;
  /** "all", "staff", or "named" (and the moderators). */
  writers: string;
  slowSeconds: number;
  /** "moderators" or "staff". */
  mentionAll: string;
}

export interface ChatEvents {
  chatId: string;
  events: ChatEvent[];
}

export interface ChatPreview {
  number: number;
  at: number;
  author: Person;
  text?: string | null;
  /** Kind of the first file that it sends. */
  attached?: Attachment["kind"] | null;
}

export interface ChatSummary {
  id: string;
  kind: string;
  title: string;
  role: string;
  head: number;
  posts: number;
  rev: number;
  from: number;
  readNumber: number;
  readPosts: number;
  readUpTo: number[];
  members: number;
  pinned: number[];
  may: string[];
  access?: ChatAccess | null;
  mutedUntil?: number | null;
  /** True while the reader only reads, for want of a consent. */
  limited?: boolean | null;
  mutedReason?: string | null;
  /** Of what to be told; everything when absent. */
  level?: NoticeLevel | null;
  pinnedAt?: number | null;
  /** Numbers of unread messages that mention the reader, ascending. */
  mentions?: number[] | null;
  class?: ClassRef | null;
  last?: ChatPreview | null;
  /** The video session that runs in it. */
  call?: RunningCall | null;
}

export type NoticeLevel = "all" | "mentions" | "none";

export interface ClassRef {
  id: string;
  title: string;
}

export interface ChatState {
  chatId: string;
  rev: number;
  reactions?: { number: number; reactions: Reaction[] }[] | null;
  polls?: PollTally[] | null;
  readUpTo?: number[] | null;
  typing?: Person[] | null;
  online?: string[] | null;
}

export interface ChatListChange {
  added: ChatSummary[];
  removed: string[];
}

export interface ChatPage {
  chatId: string;
  events: ChatEvent[];
  head: number;
  rev: number;
  hasEarlier: boolean;
  hasLater: boolean;
}

export interface KnownChat {
  chatId: string;
  number: number;
  rev: number;
}

export interface ResumeAnswer {
  chats: ChatSummary[];
  missed: ChatEvents[];
  states: ChatState[];
  tooFar: string[];
  serverTime: number;
}

export interface Placed {
  number: number;
  at: number;
  posts: number;
}

export interface ChatMember {
  id: string;
  name: string;
  role: string;
  readNumber?: number | null;
  mutedUntil?: number | null;
  mutedReason?: string | null;
}

export interface MessageReaders {
  count: number;
  of: number;
  read?: Person[] | null;
  unread?: Person[] | null;
}

export interface SearchHit {
  number: number;
  at: number;
  author: Person;
  text: string;
}

export interface SearchPage {
  hits: SearchHit[];
  next?: number | null;
}

export interface Scheduled {
  id: string;
  text: string;
  at: number;
  replyTo?: number | null;
  failure?: { code: string; message: string } | null;
}

export interface Report {
  reportId: string;
  chatId: string;
  number: number;
  authorId: string;
  reason: string;
  at: number;
}

export type ReportAnswer = "dismissed" | "message_deleted" | "member_muted";

export interface ReportsPage {
  reports: Report[];
  next?: string | null;
}

export interface ChatMembersPage {
  members: ChatMember[];
  next?: string | null;
  count: number;
}

export const limits = {
  textLength: 4000,
  pageSize: 200,
  resumeChats: 300,
  quoteLength: 160,
  mentions: 20,
  mentionLabel: 100,
  pollOptions: 12,
  pollOption: 100,
  muteReason: 200,
  reportReason: 500,
  searchLength: 100,
  previewLength: 120,
} as const;
