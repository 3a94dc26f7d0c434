import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "./context";
import { useUnreadChats } from "./Frame";

/** The tab tells which chat it shows and that something waits. */
export function usePageTitle(): void {
  const { t } = useTranslation();
  const { chatId } = useParams({ strict: false });
  const chat = useChats(({ chats }) => (chatId ? chats.byId[chatId]?.summary.title : undefined));
  const unread = useUnreadChats();
  useEffect(() => {
    const count = unread > 0 ? `(${unread}) ` : "";
    document.title = `${count}${chat ?? t("shell.chats")} · ${t("shell.name")}`;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const wanted = unread > 0 ? "/favicon-unread.svg" : "/favicon.svg";
    if (icon && icon.getAttribute("href") !== wanted) icon.href = wanted;
  }, [chat, unread, t]);
}
