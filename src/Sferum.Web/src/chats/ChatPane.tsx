import { Link, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats, useClient } from "../shell/context";
import { ChatAvatar } from "../shell/parts/Avatar";
import { Icon } from "../shell/parts/Icon";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import style from "./ChatPane.module.css";
import { Composer, type Composing } from "./composer/Composer";
import { quoteOf } from "./model/quotes";
import type { Chat } from "./model/types";
import { PinBar } from "./PinBar";
import type { ChatEvent } from "./protocol";
import { type RowActs, RowActsContext } from "./timeline/actions";
import { MessageMenu } from "./timeline/MessageMenu";
import { Timeline, type TimelineHandle } from "./timeline/Timeline";

interface ChatPaneProps {
  chatId: string;
  detailsOpen: boolean;
  onDetails: () => void;
}

/** One chat: its header, what is pinned, the timeline and the composer. */
export function ChatPane({ chatId, detailsOpen, onDetails }: ChatPaneProps) {
  const chat = useChats((state) => state.chats.byId[chatId]);
  const timeline = useRef<TimelineHandle>(null);
  const target = useSearch({ strict: false }).m;
  const [menu, setMenu] = useState<{ row: ChatEvent; anchor: HTMLElement } | null>(null);
  const [composing, setComposing] = useState<Composing>({ kind: "write" });
  const acts = useRowActsOf(chatId, chat?.summary.may.includes("react") ?? false, timeline, setMenu);
  useWatching(chatId);

  if (!chat) return null;
  return (
    <RowActsContext value={acts}>
      <Header chat={chat} detailsOpen={detailsOpen} onDetails={onDetails} />
      <PinBar chat={chat} onShow={acts.goTo} />
      <Timeline ref={timeline} chat={chat} target={target} />
      <Composer
        chat={chat}
        composing={composing}
        onComposing={setComposing}
        onSent={() => void timeline.current?.goToEnd()}
      />
      {menu && (
        <MessageMenu
          chat={chat}
          row={menu.row}
          anchor={menu.anchor}
          onReply={() => setComposing({ kind: "write", replyTo: quoteOf(menu.row) })}
          onEdit={() => setComposing({ kind: "edit", row: menu.row })}
          onClose={() => setMenu(null)}
        />
      )}
    </RowActsContext>
  );
}

function useRowActsOf(
  chatId: string,
  mayReact: boolean,
  timeline: React.RefObject<TimelineHandle | null>,
  setMenu: (menu: { row: ChatEvent; anchor: HTMLElement }) => void,
): RowActs {
  const { t } = useTranslation();
  const { commands } = useClient();
  const goTo = useCallback((number: number) => void timeline.current?.goTo(number), [timeline]);
  return useMemo(
    () => ({
      goTo,
      mayReact,
      openMenu: (row, anchor) => setMenu({ row, anchor }),
      react: (number, emoji, on) =>
        void commands.react(chatId, number, emoji, on).catch((error: unknown) => toast(why(t, error))),
    }),
    [goTo, mayReact, setMenu, commands, chatId, t],
  );
}

/** Presence is asked for while the chat is on the screen; its rows are let go of afterwards. */
function useWatching(chatId: string): void {
  const { commands, paging } = useClient();
  useEffect(() => {
    const look = () => commands.watch(document.visibilityState === "visible" ? chatId : null);
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      commands.watch(null);
      paging.left(chatId);
    };
  }, [commands, paging, chatId]);
}

interface HeaderProps {
  chat: Chat;
  detailsOpen: boolean;
  onDetails: () => void;
}

function Header({ chat, detailsOpen, onDetails }: HeaderProps) {
  const { t } = useTranslation();
  const { summary, online } = chat;
  const people = t("chats.members", { count: summary.members });
  return (
    <header className="topbar">
      <Link
        className="ib only-m"
        to="/chats"
        activeOptions={{ exact: true }}
        aria-label={t("shell.toChats")}
        title={t("shell.toChats")}
      >
        <Icon name="back" />
      </Link>
      <ChatAvatar id={summary.id} name={summary.title} />
      <div className={`grow ${style.title}`}>
        <h1 className="t17 ell">{summary.title}</h1>
        <div className="t13 dim ell">
          {people}
          {online && ` · ${t("chats.online", { count: online.length })}`}
        </div>
      </div>
      <button
        className="ib"
        type="button"
        aria-label={t("chats.details.open")}
        title={t("chats.details.open")}
        aria-expanded={detailsOpen}
        onClick={onDetails}
      >
        <Icon name="info" />
      </button>
    </header>
  );
}
