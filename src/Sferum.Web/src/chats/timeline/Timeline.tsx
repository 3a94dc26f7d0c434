import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Virtualizer } from "virtua";
import { useChats, useClient, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty, Failed, Waiting } from "../../shell/parts/States";
import { dayTitle } from "../../texts/times";
import { isRead } from "../model/reads";
import { type Chat, isAtHead, unreadOf } from "../model/types";
import { ItemRow } from "./ItemRow";
import { buildItems, type Item, timeOf } from "./items";
import style from "./Timeline.module.css";
import { TypingRow } from "./TypingRow";
import { useReading } from "./useReading";
import { useScrolling } from "./useScrolling";
import { useUnreadLine } from "./useUnreadLine";

export interface TimelineHandle {
  goTo: (number: number) => Promise<void>;
  goToEnd: () => Promise<void>;
  /** The first message of a day or after it. */
  goToDate: (at: number) => Promise<void>;
}

const flashMs = 2500;
const noRows: never[] = [];

interface TimelineProps {
  chat: Chat;
  /** A message that the address names. */
  target: number | undefined;
  ref: RefObject<TimelineHandle | null>;
}

export function Timeline({ chat, target, ref }: TimelineProps) {
  const { t } = useTranslation();
  const { id } = chat.summary;
  const { paging } = useClient();
  const items = useItems(chat);
  const [flash, setFlash] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const noteRef = useRef<() => void>(() => undefined);

  const scrolling = useScrolling({
    chat,
    items,
    first: target === undefined ? { to: "opening" } : { to: "number", number: target },
    onNearStart: () => void paging.earlier(id),
    onNearEnd: () => void paging.later(id),
    onMoved: () => noteRef.current(),
    onArrived: setFlash,
  });
  const { virtualizer, shift, atEnd, firstVisible, scrolled, resized, want, lastSeen } = scrolling;
  noteRef.current = useReading(id, lastSeen);
  useOpening(chat, target);

  useEffect(() => {
    if (flash === null) return;
    const timer = setTimeout(() => setFlash(null), flashMs);
    return () => clearTimeout(timer);
  }, [flash]);

  const goTo = useCallback(
    async (number: number) => {
      want({ to: "number", number });
      if (!(await paging.around(id, number))) want(null);
    },
    [id, paging, want],
  );
  const goToEnd = useCallback(async () => {
    want({ to: "end" });
    if (!(await paging.toEnd(id))) want(null);
  }, [id, paging, want]);
  const goToDate = useCallback(
    async (at: number) => {
      const number = await paging.since(id, at);
      if (number !== null) want({ to: "number", number });
      else await goToEnd();
    },
    [id, paging, want, goToEnd],
  );
  useImperativeHandle(ref, () => ({ goTo, goToEnd, goToDate }), [goTo, goToEnd, goToDate]);

  const loading = useChats((state) => state.loading[id]);
  const failed = useChats((state) => state.failed[id] ?? false);
  const visible = items[firstVisible];
  return (
    <div className={style.frame}>
      {visible && visible.kind !== "day" && <DayNow item={visible} />}
      <div
        ref={scroller}
        className={style.scroll}
        role="log"
        aria-label={t("chats.timeline.name")}
        // Rows that scrolling brings in are not news: only what is added at the end, while one is there, is read aloud.
        aria-live={atEnd ? "polite" : "off"}
        aria-busy={loading === "fresh"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
        tabIndex={0}
      >
        <div className={style.spring} />
        {chat.window && (
          <Virtualizer
            ref={virtualizer}
            data={items}
            scrollRef={scroller}
            shift={shift}
            onScroll={scrolled}
            onResize={resized}
          >
            {(item) => (
              <ItemRow
                key={item.key}
                item={item}
                read={item.kind === "message" && item.own && isRead(chat.summary, item.row.number)}
                flash={flash !== null && item.kind === "message" && item.row.number === flash}
              />
            )}
          </Virtualizer>
        )}
        {!chat.window && failed && !loading && <Failed onRetry={() => void paging.open(id)} />}
        {!chat.window && !failed && <Waiting />}
        {chat.window && items.length <= 1 && !chat.window.hasEarlier && <Empty title={t("chats.timeline.nobodyYet")} />}
      </div>
      {chat.window && (!atEnd || !isAtHead(chat)) && (
        <div className={style.jumps}>
          <MentionJump mentions={chat.summary.mentions ?? []} onClick={(number) => void goTo(number)} />
          <Jump count={unreadOf(chat.summary)} onClick={() => void goToEnd()} />
        </div>
      )}
      <TypingRow chat={chat} />
    </div>
  );
}

function useItems(chat: Chat): Item[] {
  const me = useMe().personId;
  const unreadAfter = useUnreadLine(chat);
  const { id } = chat.summary;
  const all = useChats((state) => state.pending);
  const { window } = chat;
  const atHead = isAtHead(chat);
  return useMemo(() => {
    // What is on its way stands after the last message: in the middle of the past it would mislead.
    const pending = atHead || window === null ? all.filter((one) => one.chatId === id) : noRows;
    return buildItems({
      rows: window?.rows ?? noRows,
      pending,
      me,
      unreadAfter,
      hasEarlier: window?.hasEarlier ?? true,
    });
  }, [all, atHead, window, id, me, unreadAfter]);
}

/** Fetches the rows when the chat is opened, when they were dropped, and once more when the first answer of the server is there. */
function useOpening(chat: Chat, target: number | undefined): void {
  const { paging } = useClient();
  const live = useChats((state) => state.line.phase === "live");
  const openedLive = useRef(false);
  const { id } = chat.summary;
  const missing = chat.window === null;
  useEffect(() => {
    if (!missing && openedLive.current) return;
    openedLive.current = live;
    void (target === undefined ? paging.open(id) : paging.around(id, target));
  }, [paging, id, missing, live, target]);
}

function DayNow({ item }: { item: Item }) {
  const { t } = useTranslation();
  const at = timeOf(item);
  if (at === undefined) return null;
  return (
    <div className={style.dayNow} aria-hidden="true">
      {dayTitle(t, at)}
    </div>
  );
}

/** To the first unread message that mentions the reader. */
function MentionJump({ mentions, onClick }: { mentions: number[]; onClick: (number: number) => void }) {
  const { t } = useTranslation();
  const [first] = mentions;
  if (first === undefined) return null;
  const name = t("chats.timeline.toMention", { count: mentions.length });
  return (
    <button className={style.jump} type="button" aria-label={name} title={name} onClick={() => onClick(first)}>
      <Icon name="at" />
      <span className="badge at">{mentions.length}</span>
    </button>
  );
}

function Jump({ count, onClick }: { count: number; onClick: () => void }) {
  const { t } = useTranslation();
  const name = count > 0 ? t("chats.timeline.toEndNew", { count }) : t("chats.timeline.toEnd");
  return (
    <button className={style.jump} type="button" aria-label={name} title={name} onClick={onClick}>
      <Icon name="down" />
      {count > 0 && <span className="badge">{count > 999 ? "999+" : count}</span>}
    </button>
  );
}
