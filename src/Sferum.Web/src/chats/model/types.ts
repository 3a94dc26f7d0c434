import type { ChatEvent, ChatState, ChatSummary, Person } from "../protocol";

/**
 * Consecutive rows of a chat's log that are on hand: every number from `first` to `last` is covered,
 * `rows` keeps those that are shown (messages, comings and goings, pins).
 */
export interface LogWindow {
  first: number;
  last: number;
  hasEarlier: boolean;
  rows: ChatEvent[];
}

export interface TypingNow {
  person: Person;
  /** By this client's clock, when the name is dropped. */
  until: number;
}

export interface Chat {
  /** The list's line. Its `head` is the last number this client has applied: the next live one must be head + 1. */
  summary: ChatSummary;
  window: LogWindow | null;
  /** Single messages outside the window that are shown elsewhere (the pinned ones), by number. */
  extras: Record<number, ChatEvent>;
  /** Late changes kept for a while: a page that was read before them is mended when it arrives. */
  recentEvents: ChatEvent[];
  recentStates: ChatState[];
  typing: TypingNow[];
  online: string[] | null;
}

export interface Chats {
  byId: Record<string, Chat>;
}

export const nothing: Chats = { byId: {} };

export const typingLastsMs = 6000;
export const recentKept = 200;

export const unreadOf = (summary: ChatSummary): number => Math.max(0, summary.posts - summary.readPosts);

export const isAtHead = (chat: Chat): boolean => chat.window !== null && chat.window.last >= chat.summary.head;

export function newChat(summary: ChatSummary): Chat {
  return { summary, window: null, extras: {}, recentEvents: [], recentStates: [], typing: [], online: null };
}

export function withChat(chats: Chats, chat: Chat): Chats {
  return { byId: { ...chats.byId, [chat.summary.id]: chat } };
}
