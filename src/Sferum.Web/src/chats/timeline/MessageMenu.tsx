import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Menu, MenuEntry, MenuLine } from "../../shell/parts/Menu";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { RowDialog } from "../dialogs/RowDialogs";
import { isClosed } from "../model/polls";
import { isEditable } from "../model/rows";
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
  /** What asks something first. */
  onAsk: (dialog: RowDialog) => void;
  onClose: () => void;
}

/** What can be done with a message; what the server would refuse anyway is not offered. */
export function MessageMenu({ chat, row, anchor, onReply, onEdit, onAsk, onClose }: MessageMenuProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const { react } = useRowActs();
  const me = useMe();
  const { id, may, pinned } = chat.summary;
  const own = row.author?.id === me.personId;
  const isPinned = pinned.includes(row.number);
  const mine = new Set(row.message?.reactions?.filter((one) => one.mine).map((one) => one.emoji));
  const poll = row.message?.poll;

  const act = (work: () => unknown) => () => {
    onClose();
    void Promise.resolve(work()).catch((error: unknown) => toast(why(t, error)));
  };
  const ask = (kind: Exclude<RowDialog["kind"], "voters">) => () => {
    onClose();
    onAsk({ kind, row });
  };
  const copy = (text: string) => () => navigator.clipboard.writeText(text).then(() => toast(t("chats.acts.copied")));
  const address = `${window.location.origin}/chats/${id}?m=${row.number}`;

  return (
    <Menu label={t("chats.timeline.actions")} anchor={anchor} onClose={onClose}>
      {may.includes("react") && (
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
          <button
            type="button"
            role="menuitem"
            aria-label={t("chats.acts.otherReaction")}
            title={t("chats.acts.otherReaction")}
            onClick={ask("react")}
          >
            <Icon name="plus" />
          </button>
        </MenuLine>
      )}
      {may.includes("post") && <MenuEntry icon="reply" text={t("chats.acts.reply")} onClick={act(onReply)} />}
      {own && may.includes("post") && row.message && isEditable(row.message) && (
        <MenuEntry icon="edit" text={t("chats.acts.edit")} onClick={act(onEdit)} />
      )}
      <MenuEntry icon="forward" text={t("chats.acts.forward")} onClick={ask("forward")} />
      {row.message?.text && <MenuEntry icon="copy" text={t("chats.acts.copy")} onClick={act(copy(row.message.text))} />}
      <MenuEntry icon="link" text={t("chats.acts.link")} onClick={act(copy(address))} />
      {may.includes("pin") && (
        <MenuEntry
          icon="pin"
          text={isPinned ? t("chats.acts.unpin") : t("chats.acts.pin")}
          onClick={act(() => commands.pin(id, row.number, !isPinned))}
        />
      )}
      {(own || may.includes("see_readers")) && (
        <MenuEntry icon="check2" text={t("chats.acts.readers")} onClick={ask("readers")} />
      )}
      {poll && !isClosed(poll, Date.now()) && (own || may.includes("pin")) && (
        <MenuEntry icon="poll" text={t("chats.poll.close")} onClick={act(() => commands.closePoll(id, row.number))} />
      )}
      {!own && <MenuEntry icon="flag" text={t("chats.acts.report")} onClick={ask("report")} />}
      {(own || may.includes("delete_any")) && (
        <MenuEntry icon="trash" text={t("chats.acts.delete")} bad onClick={ask("delete")} />
      )}
    </Menu>
  );
}
