import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import { type Chat, isAtHead } from "../model/types";
import { type Item, numberOf } from "./items";

/** Where the view should go as soon as the rows for it are there. */
export type Want = { to: "opening" } | { to: "end" } | { to: "number"; number: number } | null;

export interface Scrolling {
  virtualizer: RefObject<VirtualizerHandle | null>;
  /** True in the one render in which older rows were put in front. */
  shift: boolean;
  atEnd: boolean;
  firstVisible: number;
  scrolled: () => void;
  resized: () => void;
  want: (want: Want) => void;
  /** The last row that is wholly on the screen; undefined before the view has found its place. */
  lastSeen: () => number | undefined;
}

const endTolerancePx = 40;
const aboveLinePx = 48;
const nearEdgeRows = 8;

interface ScrollingParts {
  chat: Chat;
  items: Item[];
  first: Want;
  onNearStart: () => void;
  onNearEnd: () => void;
  onMoved: () => void;
  onArrived: (number: number) => void;
}

/** The view's place in the timeline: opens where it should, follows at the end, stays put when older rows come in front. */
export function useScrolling(parts: ScrollingParts): Scrolling {
  const { chat, items } = parts;
  const virtualizer = useRef<VirtualizerHandle>(null);
  const wanted = useRef<Want>(parts.first);
  const following = useRef(false);
  const firstRow = useRef(chat.window?.first);
  const [atEnd, setAtEnd] = useState(true);
  const [firstVisible, setFirstVisible] = useState(0);
  const latest = useRef(parts);
  latest.current = parts;

  const shift = chat.window !== null && firstRow.current !== undefined && chat.window.first < firstRow.current;

  const look = useCallback(() => {
    const view = virtualizer.current;
    const { chat, items, onNearStart, onNearEnd, onMoved } = latest.current;
    if (!view || wanted.current || items.length === 0) return;
    const bottom = view.scrollOffset + view.viewportSize;
    const ended = view.scrollSize - bottom < endTolerancePx;
    following.current = ended && isAtHead(chat);
    setAtEnd(ended && isAtHead(chat));
    const first = view.findItemIndex(view.scrollOffset);
    setFirstVisible(first);
    if (first < nearEdgeRows) onNearStart();
    if (view.findItemIndex(bottom) > items.length - nearEdgeRows) onNearEnd();
    onMoved();
  }, []);

  const settle = useCallback(() => {
    const view = virtualizer.current;
    const { items, chat, onArrived } = latest.current;
    const want = wanted.current;
    if (!view || items.length === 0) return;
    if (want) {
      const at = placeOf(want, items, chat);
      if (at === null) return;
      wanted.current = null;
      if (at.align === "end") following.current = isAtHead(chat);
      view.scrollToIndex(at.index, { align: at.align, offset: at.align === "start" ? -aboveLinePx : 0 });
      if (want.to === "number") onArrived(want.number);
    } else if (following.current) {
      view.scrollToIndex(items.length - 1, { align: "end" });
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new list of rows is a reason to take one's place
  useLayoutEffect(() => {
    firstRow.current = chat.window?.first;
    if (chat.window === null) wanted.current ??= { to: "opening" };
    settle();
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [items, chat.window, settle, look]);

  const want = useCallback(
    (next: Want) => {
      wanted.current = next;
      settle();
      // Where the view stands already there is no scrolling, and nobody would look again.
      requestAnimationFrame(look);
    },
    [settle, look],
  );

  const resized = useCallback(() => {
    if (following.current && !wanted.current) settle();
    look();
  }, [settle, look]);

  const lastSeen = useCallback(() => {
    const view = virtualizer.current;
    if (!view || wanted.current) return undefined;
    const { items, chat } = latest.current;
    if (view.scrollSize - view.scrollOffset - view.viewportSize < endTolerancePx && isAtHead(chat)) {
      return chat.summary.head;
    }
    const edge = view.scrollOffset + view.viewportSize;
    for (let index = view.findItemIndex(edge); index >= 0; index--) {
      const number = numberOf(items[index]);
      if (number !== undefined && view.getItemOffset(index) + view.getItemSize(index) <= edge + 1) return number;
    }
    return undefined;
  }, []);

  return { virtualizer, shift, atEnd, firstVisible, scrolled: look, resized, want, lastSeen };
}

interface Place {
  index: number;
  align: "start" | "center" | "end";
}

function placeOf(want: NonNullable<Want>, items: Item[], chat: Chat): Place | null {
  const end: Place = { index: items.length - 1, align: "end" };
  if (want.to === "end") return isAtHead(chat) ? end : null;
  if (want.to === "opening") {
    const line = items.findIndex((item) => item.kind === "unread");
    if (line >= 0) return { index: line, align: "start" };
    if (isAtHead(chat)) return end;
    // Unread are only one's own, written elsewhere: there is no line, but the place is known.
    const next = items.findIndex((item) => (numberOf(item) ?? 0) > chat.summary.readNumber);
    return next < 0 ? end : { index: next, align: "start" };
  }
  const { window } = chat;
  if (window === null || want.number < window.first || (want.number > window.last && !isAtHead(chat))) return null;
  // A number that is not shown (an edit, or nothing yet) stands for the message before it.
  const index = items.findLastIndex((item) => (numberOf(item) ?? Number.POSITIVE_INFINITY) <= want.number);
  return index < 0 ? end : { index, align: "center" };
}
