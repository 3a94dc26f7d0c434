import type { ChatListChange, ChatSummary, KnownChat, ResumeAnswer } from "../protocol";
import { limits } from "../protocol";
import { applyEvents, applyState } from "./apply";
import { nobody } from "./mentions";
import { type Chat, type Chats, newChat } from "./types";

export interface Resumed {
  chats: Chats;
  /** Chats that are still behind their head: read since. */
  behind: string[];
  /** Chats in which this device knows a later read mark than the server: tell again. */
  marks: { chatId: string; number: number }[];
}

/** What to name in Resume: only chats whose rows are on hand; the others come anew with the list. */
export function knownChats(chats: Chats): KnownChat[] {
  return Object.values(chats.byId)
    .filter((chat) => chat.window !== null)
    .sort((a, b) => (b.summary.last?.at ?? 0) - (a.summary.last?.at ?? 0))
    .slice(0, limits.resumeChats)
    .map(({ summary }) => ({ chatId: summary.id, number: summary.head, rev: summary.rev }));
}

export function resume(before: Chats, known: KnownChat[], answer: ResumeAnswer, now: number, reader = nobody): Resumed {
  const named = new Set(known.map((chat) => chat.chatId));
  const tooFar = new Set(answer.tooFar);
  const byId: Record<string, Chat> = {};
  const behind: string[] = [];
  const marks: Resumed["marks"] = [];
  for (const summary of answer.chats) {
    const had = before.byId[summary.id];
    if (had && had.summary.readNumber > summary.readNumber) {
      marks.push({ chatId: summary.id, number: had.summary.readNumber });
    }
    // A chat that was opened while the question was under way has rows but was not named: its rows are paged again.
    if (!had || tooFar.has(summary.id) || (had.window !== null && !named.has(summary.id))) {
      byId[summary.id] = newChat(summary);
      continue;
    }
    let chat = had;
    for (const missed of answer.missed) {
      if (missed.chatId === summary.id) chat = applyEvents(chat, missed.events, reader).chat;
    }
    for (const state of answer.states) if (state.chatId === summary.id) chat = applyState(chat, state, now);
    chat = takeSummary(chat, summary);
    if (chat.summary.head < summary.head) behind.push(summary.id);
    byId[summary.id] = chat;
  }
  return { chats: { byId }, behind, marks };
}

export function changeList(before: Chats, change: ChatListChange): Resumed {
  const byId = { ...before.byId };
  const behind: string[] = [];
  for (const id of change.removed) delete byId[id];
  for (const summary of change.added) {
    const had = byId[summary.id];
    const chat = had ? takeSummary(had, summary) : newChat(summary);
    byId[summary.id] = chat;
    if (chat.summary.head < summary.head) behind.push(summary.id);
  }
  return { chats: { byId }, behind, marks: [] };
}

/**
 * A summary from the server. It replaces ours when it stands at the same number, or when no rows are on hand;
 * otherwise only what is not counted by numbers is taken: the rest comes with the rows.
 */
function takeSummary(chat: Chat, summary: ChatSummary): Chat {
  const ours = chat.summary;
  if (summary.head === ours.head || (summary.head > ours.head && chat.window === null)) {
    const { readNumber, readPosts, mentions } = ours;
    const read = readNumber > summary.readNumber ? { readNumber, readPosts, mentions } : {};
    // Reactions of the rows on hand follow by revision, so a newer revision without them must not be taken over.
    const rev = chat.window === null ? Math.max(summary.rev, ours.rev) : ours.rev;
    return { ...chat, summary: { ...summary, ...read, rev } };
  }
  const { kind, title, role, may, access, mutedUntil, mutedReason, level, pinnedAt } = summary;
  const told = { kind, title, role, may, access, mutedUntil, mutedReason, level, pinnedAt, class: summary.class };
  return { ...chat, summary: { ...ours, ...told } };
}
