import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { CallBanner } from "../calls/entry/CallBanner";
import { useChats, useClient, useMe } from "../shell/context";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import { ChatHeader, type HeaderTool } from "./ChatHeader";
import { Composer, type Composing } from "./composer/Composer";
import { type RowDialog, RowDialogs } from "./dialogs/RowDialogs";
import { readerIn } from "./model/mentions";
import { quoteOf } from "./model/quotes";
import type { Chat } from "./model/types";
import { PinBar } from "./PinBar";
import type { ChatEvent } from "./protocol";
import { type RowActs, RowActsContext } from "./timeline/actions";
import { MessageMenu } from "./timeline/MessageMenu";
import { Timeline, type TimelineHandle } from "./timeline/Timeline";

const SearchBar = lazy(() => import("./search/SearchBar"));
const ToDate = lazy(() => import("./dialogs/ToDate"));

interface ChatPaneProps {
  chatId: string;
  detailsOpen?: boolean;
  onDetails?: () => void;
  /** Beside a session, which has a head of its own. */
  beside?: boolean;
}

/** One chat: its header, what is pinned, the timeline and the composer. */
export function ChatPane({ chatId, detailsOpen = false, onDetails, beside = false }: ChatPaneProps) {
  const chat = useChats((state) => state.chats.byId[chatId]);
  const timeline = useRef<TimelineHandle>(null);
  const target = useSearch({ strict: false }).m;
  const [tool, setTool] = useState<HeaderTool | null>(null);
  const [menu, setMenu] = useState<{ row: ChatEvent; anchor: HTMLElement } | null>(null);
  const [dialog, setDialog] = useState<RowDialog | null>(null);
  const [composing, setComposing] = useState<Composing>({ kind: "write" });
  const acts = useRowActsOf(chatId, chat, timeline, setMenu, setDialog);
  useWatching(chatId);
  useFindShortcut(() => setTool("search"));

  if (!chat) return null;
  const closeTool = () => setTool(null);
  return (
    <RowActsContext value={acts}>
      {onDetails && <ChatHeader chat={chat} detailsOpen={detailsOpen} onDetails={onDetails} onTool={setTool} />}
      <Suspense>
        {tool === "search" && <SearchBar chatId={chatId} onShow={acts.goTo} onClose={closeTool} />}
        {tool === "date" && <ToDate onGo={(at) => void timeline.current?.goToDate(at)} onClose={closeTool} />}
      </Suspense>
      {!beside && <CallBanner summary={chat.summary} />}
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
          onAsk={setDialog}
          onClose={() => setMenu(null)}
        />
      )}
      {dialog && <RowDialogs chatId={chatId} dialog={dialog} onClose={() => setDialog(null)} />}
    </RowActsContext>
  );
}

const noRights: string[] = [];

function useRowActsOf(
  chatId: string,
  chat: Chat | undefined,
  timeline: React.RefObject<TimelineHandle | null>,
  setMenu: (menu: { row: ChatEvent; anchor: HTMLElement }) => void,
  setDialog: (dialog: RowDialog) => void,
): RowActs {
  const { t } = useTranslation();
  const { commands } = useClient();
  const me = useMe();
  const classes = useChats(({ chats }) => [...readerIn(chats, me.personId).classes].sort().join());
  const may = chat?.summary.may ?? noRights;
  const role = chat?.summary.role ?? "none";
  const goTo = useCallback((number: number) => void timeline.current?.goTo(number), [timeline]);
  return useMemo(() => {
    const tell = (error: unknown) => toast(why(t, error));
    return {
      chatId,
      goTo,
      may,
      role,
      reader: { id: me.personId, classes: new Set(classes.split(",")) },
      openMenu: (row, anchor) => setMenu({ row, anchor }),
      showVoters: (row, option) => setDialog({ kind: "voters", row, option }),
      react: (number, emoji, on) => void commands.react(chatId, number, emoji, on).catch(tell),
      vote: (number, choices) => void commands.vote(chatId, number, choices).catch(tell),
    };
  }, [chatId, goTo, may, role, me.personId, classes, setMenu, setDialog, commands, t]);
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

/** Ctrl+F looks in the chat: the browser's own search sees only the rows on the screen. */
function useFindShortcut(find: () => void): void {
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyF" || event.shiftKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
