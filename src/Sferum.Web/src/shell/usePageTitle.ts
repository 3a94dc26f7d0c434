import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { useChats } from "./context";
import { useUnreadChats } from "./Frame";

const useShown = create<{ heading: string | null }>(() => ({ heading: null }));

/** A page that is no chat says what it is called, for as long as it is shown. */
export function useHeading(heading: string): void {
  useEffect(() => {
    useShown.setState({ heading });
    return () => useShown.setState({ heading: null });
  }, [heading]);
}

/** The tab tells which chat or page it shows and that something waits. */
export function usePageTitle(): void {
  const { t } = useTranslation();
  const { chatId } = useParams({ strict: false });
  const chat = useChats(({ chats }) => (chatId ? chats.byId[chatId]?.summary.title : undefined));
  const heading = useShown((state) => state.heading);
  const unread = useUnreadChats();
  useEffect(() => {
    const count = unread > 0 ? `(${unread}) ` : "";
    document.title = `${count}${chat ?? heading ?? t("shell.chats")} · ${t("shell.name")}`;
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const wanted = unread > 0 ? "/favicon-unread.svg" : "/favicon.svg";
    if (icon && icon.getAttribute("href") !== wanted) icon.href = wanted;
  }, [chat, heading, unread, t]);
}
