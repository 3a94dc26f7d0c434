import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { messageAt } from "../model/pages";
import { quoteOf } from "../model/quotes";
import type { Chat } from "../model/types";
import { type ChatEvent, limits, type Quote } from "../protocol";
import { About } from "./About";
import style from "./Composer.module.css";
import { Counter } from "./Counter";
import { useGrowing } from "./useGrowing";

export type Composing = { kind: "write"; replyTo?: Quote } | { kind: "edit"; row: ChatEvent };

interface ComposerProps {
  chat: Chat;
  composing: Composing;
  onComposing: (composing: Composing) => void;
  onSent: () => void;
}

export function Composer(props: ComposerProps) {
  const { t } = useTranslation();
  if (!props.chat.summary.may.includes("post")) {
    return <p className={`${style.composer} ${style.closed}`}>{t("chats.composer.readOnly")}</p>;
  }
  return props.composing.kind === "edit" ? (
    <Editing key={props.composing.row.number} {...props} row={props.composing.row} />
  ) : (
    <Writing {...props} replyTo={props.composing.replyTo} />
  );
}

/** A new message. What is written is kept as the chat's draft with each key. */
function Writing({ chat, replyTo, onComposing, onSent }: ComposerProps & { replyTo: Quote | undefined }) {
  const { t } = useTranslation();
  const { drafts, outbox, commands } = useClient();
  const me = useMe();
  const chatId = chat.summary.id;
  const [text, setText] = useState(() => drafts.of(chatId)?.text ?? "");
  useKeptReply(chat, replyTo, onComposing);

  const change = (next: string) => {
    setText(next);
    drafts.keep({ chatId, text: next, replyTo: replyTo?.number ?? null });
    if (next.trim() !== "") commands.typing(chatId);
  };
  const send = () => {
    void outbox.add(chatId, text.trim(), replyTo ?? null);
    commands.stoppedTyping();
    setText("");
    drafts.keep({ chatId, text: "", replyTo: null });
    onComposing({ kind: "write" });
    onSent();
  };
  const dropReply = () => {
    drafts.keep({ chatId, text, replyTo: null });
    onComposing({ kind: "write" });
  };
  const editLast = () => {
    const row = chat.window?.rows.findLast((one) => one.author?.id === me.personId && one.message?.text != null);
    if (row) onComposing({ kind: "edit", row });
  };

  return (
    <Field
      text={text}
      onText={change}
      onEnter={send}
      onEscape={replyTo ? dropReply : undefined}
      onUp={editLast}
      act={t("chats.composer.send")}
      focusOn={replyTo?.number}
    >
      {replyTo && (
        <About
          title={t("chats.composer.replyingTo", { name: replyTo.authorName })}
          text={replyTo.text ?? ""}
          cancel={t("chats.composer.cancelReply")}
          onCancel={dropReply}
        />
      )}
    </Field>
  );
}

/** The message that a kept draft answers is found again when its row is there. */
function useKeptReply(chat: Chat, replyTo: Quote | undefined, onComposing: (composing: Composing) => void): void {
  const { drafts } = useClient();
  const [kept, setKept] = useState(() => drafts.of(chat.summary.id)?.replyTo ?? null);
  const row = kept === null ? undefined : messageAt(chat, kept);
  useEffect(() => {
    if (!row || kept === null) return;
    setKept(null);
    if (!replyTo) onComposing({ kind: "write", replyTo: quoteOf(row) });
  }, [row, kept, replyTo, onComposing]);
}

/** Another text for a message that is there already; the draft waits meanwhile. */
function Editing({ chat, row, onComposing }: ComposerProps & { row: ChatEvent }) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const before = row.message?.text ?? "";
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  const stop = () => onComposing({ kind: "write" });

  const save = async () => {
    const after = text.trim();
    if (after === before) {
      stop();
      return;
    }
    setBusy(true);
    try {
      await commands.edit(chat.summary.id, row.number, after);
      stop();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Field
      text={text}
      onText={setText}
      onEnter={() => void save()}
      onEscape={stop}
      act={t("chats.composer.save")}
      busy={busy}
      focusOn={row.number}
    >
      <About
        title={t("chats.composer.editing")}
        text={before}
        cancel={t("chats.composer.cancelEdit")}
        onCancel={stop}
      />
    </Field>
  );
}

interface FieldProps {
  text: string;
  onText: (text: string) => void;
  onEnter: () => void;
  onEscape: (() => void) | undefined;
  onUp?: () => void;
  act: string;
  busy?: boolean;
  /** The field takes the focus when this changes: one answers or edits something. */
  focusOn: number | undefined;
  children: React.ReactNode;
}

function Field({ text, onText, onEnter, onEscape, onUp, act, busy = false, focusOn, children }: FieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = text.trim() !== "" && text.trim().length <= limits.textLength && !busy;
  useGrowing(field, text);
  useFocus(field, focusOn);

  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // On a phone Enter begins a new line: the button sends.
    const sends = event.key === "Enter" && !event.shiftKey && !window.matchMedia("(hover: none)").matches;
    if (sends) {
      event.preventDefault();
      if (ready) onEnter();
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === "ArrowUp" && text === "" && onUp && !event.altKey) {
      event.preventDefault();
      onUp();
    }
  };

  return (
    <div className={style.composer} data-landmark>
      {children}
      <div className={style.box}>
        <textarea
          ref={field}
          rows={1}
          aria-label={t("chats.composer.name")}
          placeholder={t("chats.composer.name")}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={pressed}
        />
        <button
          className={`ib pri ${style.send}`}
          type="button"
          aria-label={act}
          title={act}
          disabled={!ready}
          onClick={() => {
            onEnter();
            field.current?.focus();
          }}
        >
          <Icon name={act === t("chats.composer.save") ? "check" : "send"} />
        </button>
      </div>
      <Counter length={text.trim().length} />
    </div>
  );
}

function useFocus(field: React.RefObject<HTMLTextAreaElement | null>, on: number | undefined): void {
  useEffect(() => {
    // A phone's keyboard must not cover the chat that has just been opened.
    const asked = on !== undefined;
    if (asked || window.matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [field, on]);
}
