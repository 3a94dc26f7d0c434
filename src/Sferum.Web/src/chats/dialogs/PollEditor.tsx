import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { OptionLines, useOptions } from "../../shell/parts/OptionLines";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { limits } from "../protocol";
import style from "./Dialogs.module.css";

interface PollEditorProps {
  chatId: string;
  onClose: () => void;
}

/** A question with what one can choose. A new line for another option comes by itself. */
export default function PollEditor({ chatId, onClose }: PollEditorProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const [question, setQuestion] = useState("");
  const options = useOptions(limits.pollOptions, (text) => text);
  const [multiple, setMultiple] = useState(false);
  const [open, setOpen] = useState(true);
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);

  const ready = question.trim() !== "" && options.enough && !busy;

  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const closesAt = until === "" ? null : new Date(until).getTime();
      await commands.makePoll(chatId, question.trim(), { options: options.texts, multiple, open, closesAt });
      onClose();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("chats.poll.new")} onClose={onClose}>
      <form className="col" onSubmit={(event) => void make(event)}>
        <div className="field">
          <label htmlFor="poll-question">{t("chats.poll.question")}</label>
          <input
            id="poll-question"
            className="inp"
            required
            maxLength={limits.textLength}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
        </div>
        <OptionLines
          options={options}
          title={t("chats.poll.options")}
          doubled={t("chats.poll.doubled")}
          longest={limits.pollOption}
          name={(n) => t("chats.poll.option", { n })}
          removes={(n) => t("chats.poll.remove", { n })}
        />
        <Switch text={t("chats.poll.allowSeveral")} on={multiple} onChange={setMultiple} />
        <Switch text={t("chats.poll.showWho")} on={open} onChange={setOpen} />
        <div className="field">
          <label htmlFor="poll-until">{t("chats.poll.endsAt")}</label>
          <input
            id="poll-until"
            className="inp"
            type="datetime-local"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={!ready}>
            {t("chats.poll.make")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

interface SwitchProps {
  text: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export function Switch({ text, on, onChange }: SwitchProps) {
  return (
    <label className={style.switch}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {text}
    </label>
  );
}
