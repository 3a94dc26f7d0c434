import type { ChatEvent, ChatPage } from "../protocol";
import { changeByState, mapRows } from "./apply";
import { changeMessage, findRow, isShown } from "./rows";
import { type Chat, isAtHead, type LogWindow } from "./types";

export type PagePlace = "fresh" | "earlier" | "later";

/** A page of history joins what is on hand; what happened after the page was read is applied to it again. */
export function takePage(chat: Chat, page: ChatPage, place: PagePlace): Chat {
  const window = join(chat.window, page, place);
  if (window === null) return chat;
  return mend({ ...chat, window }, page);
}

function join(before: LogWindow | null, page: ChatPage, place: PagePlace): LogWindow | null {
  const rows = page.events.filter(isShown);
  const lastRead = page.events.at(-1)?.number ?? 0;
  const last = page.hasLater ? lastRead : Math.max(page.head, lastRead);
  if (place === "fresh" || before === null) {
    if (place !== "fresh") return null;
    return { first: page.events[0]?.number ?? page.head + 1, last, hasEarlier: page.hasEarlier, rows };
  }
  if (place === "earlier") {
    const first = page.events[0]?.number ?? before.first;
    const older = rows.filter((row) => row.number < before.first);
    return { ...before, first, hasEarlier: page.hasEarlier, rows: [...older, ...before.rows] };
  }
  if ((page.events[0]?.number ?? 0) > before.last + 1) return before;
  const newer = rows.filter((row) => row.number > before.last);
  return { ...before, last: Math.max(before.last, last), rows: [...before.rows, ...newer] };
}

function mend(chat: Chat, page: ChatPage): Chat {
  let next = chat;
  for (const event of chat.recentEvents) {
    const { target, message } = event;
    if (event.number > page.head && target != null && message) {
      next = mapRows(next, (row) => changeMessage(row, target, message));
    }
  }
  for (const state of chat.recentStates) if (state.rev > page.rev) next = changeByState(next, state);
  return next;
}

/** A message that is shown outside its place: a pinned one. */
export function takeExtra(chat: Chat, page: ChatPage, number: number): Chat {
  const event = findRow(page.events, number);
  return event ? mend({ ...chat, extras: { ...chat.extras, [number]: event } }, page) : chat;
}

export function messageAt(chat: Chat, number: number): ChatEvent | undefined {
  return (chat.window ? findRow(chat.window.rows, number) : undefined) ?? chat.extras[number];
}

/** What is kept of a chat that is no longer on the screen: the last rows, or nothing when they are not on hand. */
export function trim(chat: Chat, keep: number): Chat {
  return { ...chat, window: isAtHead(chat) ? lastRows(chat.window, keep) : null };
}

export function lastRows(window: LogWindow | null, keep: number): LogWindow | null {
  if (window === null || window.rows.length <= keep) return window;
  const rows = window.rows.slice(-keep);
  return { ...window, rows, first: rows[0]?.number ?? window.first, hasEarlier: true };
}

/** Posts up to and including a number, when a row on hand knows it. */
export function postsAt(chat: Chat, number: number): number | undefined {
  if (number >= chat.summary.head) return chat.summary.posts;
  const row = chat.window?.rows.findLast((one) => one.number <= number);
  return row?.posts;
}

/** The reader has seen everything up to a number. Marks only move forward. */
export function readTo(chat: Chat, number: number): Chat {
  const { summary } = chat;
  const posts = postsAt(chat, number);
  if (number <= summary.readNumber || posts === undefined) return chat;
  const mentions = (summary.mentions ?? []).filter((mentioned) => mentioned > number);
  return {
    ...chat,
    summary: { ...summary, readNumber: number, readPosts: Math.max(posts, summary.readPosts), mentions },
  };
}
