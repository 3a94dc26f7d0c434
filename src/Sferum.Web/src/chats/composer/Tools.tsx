import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../people/useConfig";
import { Icon, type IconName } from "../../shell/parts/Icon";
import { Menu, MenuEntry } from "../../shell/parts/Menu";
import { canRecord } from "../files/Recorder";
import { useAttachShortcut } from "../files/useAttachShortcut";
import type { Chat } from "../model/types";
import type { Quote } from "../protocol";
import type { FieldHandle } from "./Field";

const EmojiDialog = lazy(() => import("../emoji/EmojiDialog"));
const PollEditor = lazy(() => import("../dialogs/PollEditor"));
const SendLater = lazy(() => import("../dialogs/SendLater"));
const ScheduledList = lazy(() => import("../dialogs/ScheduledList"));

interface ToolsProps {
  chat: Chat;
  text: string;
  replyTo: Quote | undefined;
  field: RefObject<FieldHandle | null>;
  onFiles: (files: File[]) => void;
  onRecord: () => void;
  /** What was written waits for its time now. */
  onScheduled: () => void;
}

type Open = "emoji" | "poll" | "later" | "scheduled" | null;

/** What can be sent beside a text, and when. Each is fetched when it is first asked for. */
export function Tools({ chat, text, replyTo, field, onFiles, onRecord, onScheduled }: ToolsProps) {
  const config = useConfig();
  const files = useRef<HTMLInputElement>(null);
  const { t } = useTranslation();
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const choose = (what: Open) => () => {
    setMenu(null);
    setOpen(what);
  };
  useAttachShortcut(() => files.current?.click());
  const written = text.trim() !== "";
  const { id: chatId, may } = chat.summary;

  return (
    <>
      <Tool icon="plus" name={t("chats.tools.name")} onClick={(event) => setMenu(event.currentTarget)} menu />
      <span className="only-d">
        <Tool icon="smile" name={t("chats.emoji.name")} onClick={() => setOpen("emoji")} />
      </span>
      {menu && (
        <Menu label={t("chats.tools.name")} anchor={menu} onClose={() => setMenu(null)}>
          <MenuEntry
            icon="file"
            text={t("chats.files.add")}
            onClick={() => {
              setMenu(null);
              files.current?.click();
            }}
          />
          {config?.voice && canRecord() && (
            <MenuEntry
              icon="mic"
              text={t("chats.files.record")}
              onClick={() => {
                setMenu(null);
                onRecord();
              }}
            />
          )}
          {may.includes("poll") && <MenuEntry icon="poll" text={t("chats.tools.poll")} onClick={choose("poll")} />}
          {written && <MenuEntry icon="clock" text={t("chats.tools.later")} onClick={choose("later")} />}
          <MenuEntry icon="calendar" text={t("chats.tools.scheduled")} onClick={choose("scheduled")} />
          <MenuEntry icon="smile" text={t("chats.emoji.name")} onClick={choose("emoji")} />
        </Menu>
      )}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t("chats.files.add")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Suspense>
        {open === "emoji" && (
          <EmojiDialog
            title={t("chats.emoji.name")}
            // The dialog gives the focus back when it closes: the words are put in afterwards.
            onChoose={(emoji) => requestAnimationFrame(() => field.current?.insert(emoji))}
            onClose={close}
          />
        )}
        {open === "poll" && <PollEditor chatId={chatId} onClose={close} />}
        {open === "later" && (
          <SendLater chatId={chatId} text={text.trim()} replyTo={replyTo} onDone={onScheduled} onClose={close} />
        )}
        {open === "scheduled" && <ScheduledList chatId={chatId} onClose={close} />}
      </Suspense>
    </>
  );
}

interface ToolProps {
  icon: IconName;
  name: string;
  menu?: boolean;
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
}

function Tool({ icon, name, menu, onClick }: ToolProps) {
  return (
    <button
      className="ib"
      type="button"
      aria-haspopup={menu ? "menu" : "dialog"}
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
