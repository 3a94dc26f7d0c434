import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CallButton } from "../calls/entry/CallButton";
import { useClient } from "../shell/context";
import { ChatAvatar } from "../shell/parts/Avatar";
import { Icon } from "../shell/parts/Icon";
import { Menu, MenuEntry } from "../shell/parts/Menu";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import style from "./ChatPane.module.css";
import type { Chat } from "./model/types";

/** What the header opens over or into the timeline. */
export type HeaderTool = "search" | "date";

interface ChatHeaderProps {
  chat: Chat;
  detailsOpen: boolean;
  onDetails: () => void;
  onTool: (tool: HeaderTool) => void;
}

export function ChatHeader({ chat, detailsOpen, onDetails, onTool }: ChatHeaderProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { summary, online } = chat;
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
          {t("chats.members", { count: summary.members })}
          {online && ` · ${t("chats.online", { count: online.length })}`}
        </div>
      </div>
      <CallButton summary={summary} />
      <button
        className="ib only-d"
        type="button"
        aria-label={t("chats.find.name")}
        title={t("chats.find.name")}
        onClick={() => onTool("search")}
      >
        <Icon name="search" />
      </button>
      <button
        className="ib only-d"
        type="button"
        aria-label={t("chats.details.open")}
        title={t("chats.details.open")}
        aria-expanded={detailsOpen}
        onClick={onDetails}
      >
        <Icon name="info" />
      </button>
      <button
        className="ib"
        type="button"
        aria-haspopup="menu"
        aria-label={t("chats.menu.name")}
        title={t("chats.menu.name")}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </button>
      {anchor && (
        <ChatMenu chat={chat} anchor={anchor} onTool={onTool} onDetails={onDetails} onClose={() => setAnchor(null)} />
      )}
    </header>
  );
}

interface ChatMenuProps {
  chat: Chat;
  anchor: HTMLElement;
  onTool: (tool: HeaderTool) => void;
  onDetails: () => void;
  onClose: () => void;
}

function ChatMenu({ chat, anchor, onTool, onDetails, onClose }: ChatMenuProps) {
  const { t } = useTranslation();
  const { parts, commands } = useClient();
  const { id, pinnedAt, level, head } = chat.summary;
  const act = (work: () => unknown) => () => {
    onClose();
    void Promise.resolve(work()).catch((error: unknown) => toast(why(t, error)));
  };
  const pinned = pinnedAt != null;
  const silent = level === "none";
  return (
    <Menu label={t("chats.menu.name")} anchor={anchor} onClose={onClose}>
      <MenuEntry icon="search" text={t("chats.find.name")} onClick={act(() => onTool("search"))} />
      <MenuEntry icon="calendar" text={t("chats.toDate.title")} onClick={act(() => onTool("date"))} />
      <MenuEntry
        icon="pin"
        text={pinned ? t("chats.menu.unpin") : t("chats.menu.pin")}
        onClick={act(() => parts.api.choose(id, { pinned: !pinned }))}
      />
      <MenuEntry
        icon={silent ? "bell" : "bellOff"}
        text={silent ? t("chats.menu.loud") : t("chats.menu.silent")}
        onClick={act(() => parts.api.choose(id, { level: silent ? "all" : "none" }))}
      />
      <MenuEntry icon="check2" text={t("chats.menu.read")} onClick={act(() => commands.markRead(id, head))} />
      <MenuEntry icon="info" text={t("chats.details.open")} onClick={act(onDetails)} />
    </Menu>
  );
}
