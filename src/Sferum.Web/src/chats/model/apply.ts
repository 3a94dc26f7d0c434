import { type ChatEvent, type ChatPreview, type ChatState, type ChatSummary, limits } from "../protocol";
import { mentionsReader, nobody, type Reader } from "./mentions";
import { changePoll, vote as voteIn } from "./polls";
import { changeMessage, changeReactions, isShown, toggleReaction } from "./rows";
import { type Chat, type LogWindow, recentKept, typingLastsMs } from "./types";

export interface Applied {
  chat: Chat;
  /** True when a number was skipped: what comes after `chat.summary.head` must be read first. */
  hole: boolean;
}

/** Numbered rows in order: last + 1 is applied, an older one is ignored, a later one shows a hole. */
export function applyEvents(chat: Chat, events: ChatEvent[], reader: Reader = nobody): Applied {
  let current = chat;
  for (const event of events) {
    if (event.number <= current.summary.head) continue;
    if (event.number > current.summary.head + 1) return { chat: current, hole: true };
    current = applyNext(current, event, reader);
  }
  return { chat: current, hole: false };
}

function applyNext(chat: Chat, event: ChatEvent, reader: Reader): Chat {
  const next: Chat = { ...chat, summary: summaryAfter(chat.summary, event), window: append(chat.window, event) };
  if (mentionsReader(event, reader, chat.summary.role)) {
    next.summary = { ...next.summary, mentions: [...(chat.summary.mentions ?? []), event.number] };
  }
  if (event.kind === "posted" && event.author) {
    const author = event.author.id;
    next.typing = chat.typing.filter((typing) => typing.person.id !== author);
  }
  return isLateChange(event) ? changeTarget(remember(next, event), event) : next;
}

export const isLateChange = (event: ChatEvent): boolean =>
  (event.kind === "edited" || event.kind === "deleted") && event.target != null && event.message != null;

const remember = (chat: Chat, event: ChatEvent): Chat => ({
  ...chat,
  recentEvents: [...chat.recentEvents, event].slice(-recentKept),
});

/** The window grows only at its end; one that ends earlier is filled by paging. */
function append(window: LogWindow | null, event: ChatEvent): LogWindow | null {
  if (window === null || window.last !== event.number - 1) return window;
  const rows = isShown(event) ? [...window.rows, event] : window.rows;
  return { ...window, last: event.number, rows };
}

function changeTarget(chat: Chat, event: ChatEvent): Chat {
  const { target, message } = event;
  if (target == null || !message) return chat;
  return mapRows(chat, (row) => changeMessage(row, target, message));
}

export function mapRows(chat: Chat, change: (row: ChatEvent) => ChatEvent): Chat {
  const { window } = chat;
  return {
    ...chat,
    window: window && { ...window, rows: window.rows.map(change) },
    extras: Object.fromEntries(Object.entries(chat.extras).map(([number, row]) => [number, change(row)])),
  };
}

function summaryAfter(before: ChatSummary, event: ChatEvent): ChatSummary {
  const summary: ChatSummary = { ...before, head: event.number, posts: event.posts };
  const target = event.target ?? 0;
  switch (event.kind) {
    case "posted":
      return event.author && event.message ? posted(summary, event) : summary;
    case "edited":
    case "deleted": {
      const text = event.kind === "deleted" ? null : event.message?.text?.slice(0, limits.previewLength);
      const shown = summary.last?.number === target ? { ...summary.last, text } : summary.last;
      if (event.kind === "edited") return { ...summary, last: shown };
      const last = shown && text === null && shown.number === target ? withoutFiles(shown) : shown;
      const mentions = without(summary.mentions ?? [], target);
      return { ...summary, last, pinned: without(summary.pinned, target), mentions };
    }
    case "pinned":
      return { ...summary, pinned: [target, ...without(summary.pinned, target)] };
    case "unpinned":
      return { ...summary, pinned: without(summary.pinned, target) };
    case "members": {
      const change = (event.members?.cameCount ?? 0) - (event.members?.wentCount ?? 0);
      return { ...summary, members: summary.members + change };
    }
    case "access":
      return event.access ? { ...summary, title: event.access.title, access: event.access } : summary;
    default:
      return summary;
  }
}

const without = (numbers: number[], number: number): number[] => numbers.filter((other) => other !== number);

function withoutFiles({ attached: _, ...last }: ChatPreview): ChatPreview {
  return last;
}

function posted(summary: ChatSummary, event: ChatEvent): ChatSummary {
  if (!event.author) return summary;
  const text = event.message?.text?.slice(0, limits.previewLength) ?? null;
  const attached = event.message?.attachments?.[0]?.kind;
  const last = { number: event.number, at: event.at, author: event.author, text, ...(attached && { attached }) };
  return { ...summary, last };
}

/** Reactions, read marks, typing, presence. A null part has not changed; reactions of an older revision are ignored, the rest has none. */
export function applyState(chat: Chat, state: ChatState, now: number): Chat {
  let next = chat;
  if (state.rev > chat.summary.rev) {
    next = { ...next, recentStates: [...next.recentStates, state].slice(-recentKept) };
    next = changeByState(next, state);
    next = { ...next, summary: { ...next.summary, rev: state.rev } };
  }
  if (state.readUpTo) next = { ...next, summary: { ...next.summary, readUpTo: state.readUpTo } };
  if (state.typing) {
    next = { ...next, typing: state.typing.map((person) => ({ person, until: now + typingLastsMs })) };
  }
  if (state.online) next = { ...next, online: state.online };
  return next;
}

export function changeByState(chat: Chat, state: ChatState): Chat {
  let next = chat;
  for (const { number, reactions } of state.reactions ?? []) {
    next = mapRows(next, (row) => changeReactions(row, number, reactions));
  }
  for (const tally of state.polls ?? []) next = mapRows(next, (row) => changePoll(row, tally));
  return next;
}

export function dropStaleTyping(chat: Chat, now: number): Chat {
  const typing = chat.typing.filter((one) => one.until > now);
  return typing.length === chat.typing.length ? chat : { ...chat, typing };
}

export function react(chat: Chat, number: number, emoji: string, on: boolean): Chat {
  return mapRows(chat, (row) => (row.number === number ? toggleReaction(row, emoji, on) : row));
}

export function vote(chat: Chat, number: number, choices: number[]): Chat {
  return mapRows(chat, (row) => (row.number === number ? voteIn(row, choices) : row));
}
