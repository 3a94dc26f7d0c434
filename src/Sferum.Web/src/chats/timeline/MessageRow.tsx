import { type MouseEvent, memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag, showsRole } from "../../people/roles";
import { hueOf, PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { clock, isoTime, moment } from "../../texts/times";
import { Attached } from "../files/Attached";
import type { ChatEvent, Forwarded, Person } from "../protocol";
import { useRowActs } from "./actions";
import style from "./Message.module.css";
import { PollBody } from "./PollBody";
import { Quoted } from "./Quoted";
import { Reactions } from "./Reactions";
import { Words } from "./Words";

interface MessageRowProps {
  row: ChatEvent;
  author: Person;
  own: boolean;
  first: boolean;
  read: boolean;
  flash: boolean;
}

export const MessageRow = memo(function MessageRow({ row, author, own, first, read, flash }: MessageRowProps) {
  const { t } = useTranslation();
  const { openMenu } = useRowActs();
  const bubble = useRef<HTMLDivElement>(null);
  const { message } = row;
  if (!message) return null;
  const deleted = Boolean(message.deletedAt);

  const tapped = (event: MouseEvent) => {
    const onControl = event.target instanceof Element && event.target.closest("button, a");
    const selecting = window.getSelection()?.isCollapsed === false;
    if (onControl || selecting || deleted || !window.matchMedia("(hover: none)").matches || !bubble.current) return;
    openMenu(row, bubble.current);
  };

  return (
    <div className={classes(style.msg, first && style.first, own && style.own, flash && style.flash)}>
      {!own && (
        <span className={style.avatar}>{first && <PersonAvatar id={author.id} name={author.name} size="s" />}</span>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a shortcut for fingers; the button beside it serves everybody */}
      <div ref={bubble} className={style.bubble} onClick={tapped}>
        {own ? <span className="sr">{`${author.name}: `}</span> : first && <Who author={author} />}
        {!own && !first && <span className="sr">{`${author.name}: `}</span>}
        {message.forwarded && <ForwardedFrom forwarded={message.forwarded} />}
        {message.replyTo && !deleted && <Quoted quote={message.replyTo} />}
        {deleted ? (
          <span className={style.tomb}>{t("chats.timeline.deleted")}</span>
        ) : (
          <span className={style.text}>
            {row.mentionsAll && <span className={style.all}>{t("chats.timeline.toAll")}</span>}
            <Words text={message.text ?? ""} mentions={message.mentions} />
          </span>
        )}
        {message.attachments && !deleted && <Attached files={message.attachments} />}
        {message.poll && <PollBody row={row} poll={message.poll} />}
        <span className={classes(style.meta, read && style.read)}>
          {message.editedAt && !deleted && <span>{t("chats.timeline.edited")}</span>}
          <time dateTime={isoTime(row.at)}>{clock(row.at)}</time>
          {own && !deleted && <Mark read={read} />}
        </span>
        <Reactions row={row} />
      </div>
      {!deleted && <ActsButton row={row} />}
    </div>
  );
});

export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(" ");

function Who({ author }: { author: Person }) {
  const { t } = useTranslation();
  return (
    <div className={style.who} data-hue={hueOf(author.id)}>
      {author.name}
      {showsRole(author.role) && <span className={`tag ${roleTag(author.role)}`}>{roleName(t, author.role)}</span>}
    </div>
  );
}

function ForwardedFrom({ forwarded }: { forwarded: Forwarded }) {
  const { t } = useTranslation();
  const { author, at } = forwarded;
  return (
    <p className={style.forwarded}>
      <Icon name="forward" small />
      {t("chats.timeline.forwarded", { name: author.name, at: moment(at) })}
    </p>
  );
}

function Mark({ read }: { read: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Icon name={read ? "check2" : "check"} small />
      <span className="sr">{read ? t("chats.timeline.read") : t("chats.timeline.sent")}</span>
    </>
  );
}

function ActsButton({ row }: { row: ChatEvent }) {
  const { t } = useTranslation();
  const { openMenu } = useRowActs();
  return (
    <button
      className={`ib ${style.acts}`}
      type="button"
      aria-haspopup="menu"
      aria-label={t("chats.timeline.actions")}
      title={t("chats.timeline.actions")}
      onClick={(event) => openMenu(row, event.currentTarget)}
    >
      <Icon name="more" />
    </button>
  );
}
