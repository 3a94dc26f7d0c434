import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useChats, useMe } from "../../shell/context";
import { ChatAvatar } from "../../shell/parts/Avatar";
import { Icon, type IconName } from "../../shell/parts/Icon";
import { isoTime, listTime } from "../../texts/times";
import { isRead } from "../model/reads";
import { type Chat, unreadOf } from "../model/types";
import { shortName } from "../names";
import { useTypingText } from "../useTypingText";
import style from "./ChatList.module.css";

export const ChatListItem = memo(function ChatListItem({ chat, current }: { chat: Chat; current: boolean }) {
  const { t } = useTranslation();
  const { summary } = chat;
  const unread = unreadOf(summary);
  const { last, level } = summary;
  const mentions = summary.mentions?.length ?? 0;
  return (
    <li>
      <Link
        className={`${style.chat} ${unread > 0 && level !== "none" ? style.new : ""}`}
        to="/chats/$chatId"
        params={{ chatId: summary.id }}
        aria-current={current ? "true" : undefined}
      >
        <ChatAvatar id={summary.id} name={summary.title} size="l" />
        <div className="grow">
          <div className={style.name}>
            <span className="ell">{summary.title}</span>
            {level === "none" && <Sign icon="bellOff" text={t("chats.levels.none")} />}
          </div>
          <div className={`ell ${style.last}`}>
            <SecondLine chat={chat} current={current} />
          </div>
        </div>
        <div>
          <div className={style.time}>
            {last && <OwnMark chat={chat} />}
            {last && (
              <time className="num" dateTime={isoTime(last.at)}>
                {listTime(t, last.at)}
              </time>
            )}
          </div>
          <div className={style.marks}>
            {summary.call && <Sign icon="video" text={t("calls.mark")} />}
            {summary.pinnedAt != null && unread === 0 && <Sign icon="pin" text={t("chats.pinnedToTop")} />}
            {mentions > 0 && (
              <span className="badge at">
                <span aria-hidden="true">@</span>
                <span className="sr">{t("chats.mentions", { count: mentions })}</span>
              </span>
            )}
            {unread > 0 && (
              <span className={`badge ${level ? "quiet" : ""}`}>
                <span aria-hidden="true">{unread > 999 ? "999+" : unread}</span>
                <span className="sr">{t("chats.unread", { count: unread })}</span>
              </span>
            )}
          </div>
        </div>
      </Link>
    </li>
  );
});

function Sign({ icon, text }: { icon: IconName; text: string }) {
  return (
    <span className="mute">
      <Icon name={icon} small />
      <span className="sr">{text}</span>
    </span>
  );
}

/** Who types now, else what is half-written here, else what was said last. */
function SecondLine({ chat, current }: { chat: Chat; current: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const typing = useTypingText(chat);
  const draft = useChats((state) => state.drafts[chat.summary.id]?.text.trim());
  const { last, kind } = chat.summary;
  if (typing) return <span className={style.typing}>{typing}</span>;
  if (draft && !current) {
    return (
      <>
        <span className={style.draft}>{t("chats.draft")}</span> {draft}
      </>
    );
  }
  if (!last) return t("chats.noMessages");
  const text = last.text || (last.attached ? t(`chats.files.kinds.${last.attached}`) : t("chats.deletedPreview"));
  if (last.author.id === me.personId) return t("chats.you", { text });
  return kind === "direct" ? text : `${shortName(last.author)}: ${text}`;
}

function OwnMark({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const me = useMe();
  const { last } = chat.summary;
  if (last?.author.id !== me.personId || last.text === null) return null;
  const read = isRead(chat.summary, last.number);
  return (
    <>
      <Icon name={read ? "check2" : "check"} small />
      <span className="sr">{read ? t("chats.timeline.read") : t("chats.timeline.sent")}</span>
    </>
  );
}
