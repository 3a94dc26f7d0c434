// As in src/Sferum.Protocol/Chats. Times are Unix milliseconds, ids are strings, numbers are 1..n per chat without holes.

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

export interface Message {
  text?: string | null;
  replyTo?: Quote | null;
  editedAt?: number | null;
  deletedAt?: number | null;
  reactions?: Reaction[] | null;
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
  limited?: boolean | null;
  last?: ChatPreview | null;
}

export interface ChatState {
  chatId: string;
  rev: number;
  reactions?: { number: number; reactions: Reaction[] }[] | null;
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
  previewLength: 120,
} as const;
