import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useChats } from "../shell/context";
import { Empty, Waiting } from "../shell/parts/States";
import { useDetailsOpen } from "../shell/useDetailsOpen";
import { ChatPane } from "./ChatPane";
import style from "./Chats.module.css";
import { Details } from "./details/Details";
import { ChatList } from "./list/ChatList";

export type Pane = "list" | "chat" | "info";

/** List, chat and details side by side; on a phone the one that the address names. */
export function ChatsPage({ pane }: { pane: Pane }) {
  const { t } = useTranslation();
  const { chatId } = useParams({ strict: false });
  const there = useChats(({ chats }) => chatId !== undefined && chats.byId[chatId] !== undefined);
  const open = there ? chatId : undefined;
  const details = useDetailsOpen(open, pane === "info");
  const beside = open !== undefined && details.open;
  return (
    <div className={`${style.panes} ${beside ? "" : style.two}`} data-pane={pane}>
      <section className={`${style.pane} ${style.list}`} aria-label={t("chats.list")} data-landmark>
        <ChatList current={chatId} />
      </section>
      <section className={`${style.pane} ${style.chat}`} aria-label={t("chats.timeline.name")} data-landmark>
        {open ? (
          <ChatPane key={open} chatId={open} detailsOpen={details.open} onDetails={details.toggle} />
        ) : (
          <NoChat asked={chatId !== undefined} />
        )}
      </section>
      {beside && (
        <section className={`${style.pane} ${style.info}`} aria-label={t("chats.details.title")} data-landmark>
          <Details chatId={open} onClose={details.toggle} />
        </section>
      )}
    </div>
  );
}

function NoChat({ asked }: { asked: boolean }) {
  const { t } = useTranslation();
  const source = useChats((state) => state.source);
  if (asked && source !== "live") return <Waiting />;
  if (!asked) return <Empty title={t("chats.choose")} hint={t("chats.chooseHint")} />;
  return (
    <Empty title={t("chats.gone")} hint={t("chats.goneHint")}>
      <Link className="btn" to="/chats">
        {t("shell.toChats")}
      </Link>
    </Empty>
  );
}
