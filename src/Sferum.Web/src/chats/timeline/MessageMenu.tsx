import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Icon, type IconName } from "../../shell/parts/Icon";
import { badEntry, Menu, MenuLine } from "../../shell/parts/Menu";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { Chat } from "../model/types";
import type { ChatEvent } from "../protocol";
import { useRowActs } from "./actions";
import { offered, reactionName } from "./reactions";

interface MessageMenuProps {
  chat: Chat;
  row: ChatEvent;
  anchor: HTMLElement;
  onReply: () => void;
  onEdit: () => void;
  onClose: () => void;
}

/** What can be done with a message; what the server would refuse anyway is not offered. */
export function MessageMenu({ chat, row, anchor, onReply, onEdit, onClose }: MessageMenuProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const { react, mayReact } = useRowActs();
  const me = useMe();
  const [deleting, setDeleting] = useState(false);
  const { id, may, pinned } = chat.summary;
  const own = row.author?.id === me.personId;
  const isPinned = pinned.includes(row.number);
  const mine = new Set(row.message?.reactions?.filter((one) => one.mine).map((one) => one.emoji));

  const act = (work: () => unknown) => () => {
    onClose();
    void Promise.resolve(work()).catch((error: unknown) => toast(why(t, error)));
  };
  const copy = () => navigator.clipboard.writeText(row.message?.text ?? "").then(() => toast(t("chats.acts.copied")));

  if (deleting) {
    return (
      <Confirm
        title={t("chats.acts.deleteTitle")}
        hint={t("chats.acts.deleteHint")}
        act={t("chats.acts.delete")}
        onConfirm={() => void commands.delete(id, row.number).catch((error: unknown) => toast(why(t, error)))}
        onClose={onClose}
      />
    );
  }
  return (
    <Menu label={t("chats.timeline.actions")} anchor={anchor} onClose={onClose}>
      {mayReact && (
        <MenuLine label={t("chats.acts.reacting")}>
          {offered.map((emoji) => (
            <button
              key={emoji}
              type="button"
              role="menuitemcheckbox"
              aria-checked={mine.has(emoji)}
              aria-label={t("chats.acts.react", { name: reactionName(t, emoji) })}
              title={reactionName(t, emoji)}
              onClick={act(() => react(row.number, emoji, !mine.has(emoji)))}
            >
              {emoji}
            </button>
          ))}
        </MenuLine>
      )}
      {may.includes("post") && <Entry icon="reply" text={t("chats.acts.reply")} onClick={act(onReply)} />}
      {own && may.includes("post") && <Entry icon="edit" text={t("chats.acts.edit")} onClick={act(onEdit)} />}
      <Entry icon="copy" text={t("chats.acts.copy")} onClick={act(copy)} />
      {may.includes("pin") && (
        <Entry
          icon="pin"
          text={isPinned ? t("chats.acts.unpin") : t("chats.acts.pin")}
          onClick={act(() => commands.pin(id, row.number, !isPinned))}
        />
      )}
      {(own || may.includes("delete_any")) && (
        <Entry icon="trash" text={t("chats.acts.delete")} bad onClick={() => setDeleting(true)} />
      )}
    </Menu>
  );
}

interface EntryProps {
  icon: IconName;
  text: string;
  bad?: boolean;
  onClick: () => void;
}

function Entry({ icon, text, bad, onClick }: EntryProps) {
  return (
    <button type="button" role="menuitem" className={bad ? badEntry : undefined} onClick={onClick}>
      <Icon name={icon} />
      {text}
    </button>
  );
}
