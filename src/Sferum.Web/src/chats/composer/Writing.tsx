import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useMe } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Attaching } from "../files/Attaching";
import { Recorder } from "../files/Recorder";
import { mostFiles } from "../files/unfit";
import { useDropped } from "../files/useDropped";
import { useUploads } from "../files/useUploads";
import { messageAt } from "../model/pages";
import { quoteOf } from "../model/quotes";
import { isEditable } from "../model/rows";
import type { Chat } from "../model/types";
import type { Mentioned } from "../outbox/pending";
import type { Quote } from "../protocol";
import { useQuoteText } from "../timeline/Quoted";
import { About } from "./About";
import type { ComposerProps, Composing } from "./Composer";
import style from "./Composer.module.css";
import { Field, type FieldHandle } from "./Field";
import { MentionList } from "./mentions/MentionList";
import { useMentions } from "./mentions/useMentions";
import { Tools } from "./Tools";
import { useSlowWait } from "./useSlowWait";

/** Mentioning at least so many people at once is asked about first. */
const manyPeople = 20;

/** A new message. What is written is kept as the chat's draft with each key. */
export function Writing({ chat, replyTo, onComposing, onSent }: ComposerProps & { replyTo: Quote | undefined }) {
  const { t } = useTranslation();
  const { drafts, outbox, commands } = useClient();
  const me = useMe();
  const chatId = chat.summary.id;
  const field = useRef<FieldHandle>(null);
  const [text, setText] = useState(() => drafts.of(chatId)?.text ?? "");
  const [confirming, setConfirming] = useState<Mentioned | null>(null);
  const mentions = useMentions(chat, drafts.of(chatId)?.mentions ?? []);
  const wait = useSlowWait(chat);
  const { uploads, all: attaching } = useUploads();
  const [recording, setRecording] = useState(false);
  const over = useDropped((files) => uploads.add(files));
  useKeptReply(chat, replyTo, onComposing);

  const keep = (next: string, reply = replyTo?.number ?? null) =>
    drafts.keep({ chatId, text: next, replyTo: reply, mentions: mentions.chosen(next) });
  const change = (next: string, cursor: number) => {
    setText(next);
    mentions.look(next, cursor);
    keep(next);
    if (next.trim() !== "") commands.typing(chatId);
  };
  const post = (mentioned: Mentioned | null) => {
    void outbox.add(
      chatId,
      text.trim(),
      replyTo ?? null,
      mentioned,
      attaching.flatMap(({ file }) => (file ? [file] : [])),
    );
    uploads.posted();
    clear();
    onSent();
  };
  const clear = () => {
    commands.stoppedTyping();
    mentions.forget();
    setText("");
    drafts.keep({ chatId, text: "", replyTo: null });
    onComposing({ kind: "write" });
  };
  const send = () => {
    const mentioned = mentions.mentioned(text);
    const asks = mentioned && reaches(mentioned) && chat.summary.members >= manyPeople;
    if (asks) setConfirming(mentioned);
    else post(mentioned);
  };
  const dropReply = () => {
    keep(text, null);
    onComposing({ kind: "write" });
  };
  const editLast = () => {
    const row = chat.window?.rows.findLast(
      (one) => one.author?.id === me.personId && one.message?.text != null && isEditable(one.message),
    );
    if (row) onComposing({ kind: "edit", row });
  };

  return (
    <>
      {over && (
        <div className={style.drop}>
          <p>{t("chats.files.drop")}</p>
        </div>
      )}
      <Field
        ref={field}
        text={text}
        onText={change}
        onEnter={send}
        onEscape={replyTo ? dropReply : undefined}
        onUp={editLast}
        onKey={(event) => mentions.pressed(event, field.current)}
        act="send"
        blocked={wait > 0 || attaching.length > mostFiles || attaching.some(({ state }) => state !== "ready")}
        filled={attaching.length > 0}
        onFiles={(files) => uploads.add(files)}
        focusOn={replyTo?.number}
        list={mentions.offered.length > 0 && <MentionList mentions={mentions} field={field.current} />}
        listId={mentions.id}
        chosenId={mentions.chosenId}
        tools={
          <Tools
            chat={chat}
            text={text}
            replyTo={replyTo}
            field={field}
            onFiles={(files) => uploads.add(files)}
            onRecord={() => setRecording(true)}
            onScheduled={clear}
          />
        }
        about={
          <>
            {replyTo && <Answered quote={replyTo} onCancel={dropReply} />}
            <Attaching uploads={uploads} all={attaching} />
            {recording && (
              <Recorder onDone={(voice) => uploads.add([voice], true)} onClose={() => setRecording(false)} />
            )}
          </>
        }
      />
      {wait > 0 && <p className={style.wait}>{t("chats.composer.slow", { count: wait })}</p>}
      {confirming && (
        <Confirm
          title={t("chats.composer.allTitle", { count: chat.summary.members })}
          hint={t("chats.composer.allHint")}
          act={t("chats.composer.send")}
          danger={false}
          onConfirm={() => post(confirming)}
          onClose={() => setConfirming(null)}
        />
      )}
    </>
  );
}

function Answered({ quote, onCancel }: { quote: Quote; onCancel: () => void }) {
  const { t } = useTranslation();
  const text = useQuoteText(quote);
  return (
    <About
      title={t("chats.composer.replyingTo", { name: quote.authorName })}
      text={text}
      cancel={t("chats.composer.cancelReply")}
      onCancel={onCancel}
    />
  );
}

const reaches = ({ all, mentions }: Mentioned): boolean => all || mentions.some((mention) => mention.group);

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
