import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "../../live/ids";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { limits } from "../protocol";
import style from "./Dialogs.module.css";

interface PollEditorProps {
  chatId: string;
  onClose: () => void;
}

const fewest = 2;
const empty = () => ({ key: newId(), text: "" });

/** A question with what one can choose. A new line for another option comes by itself. */
export default function PollEditor({ chatId, onClose }: PollEditorProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(() => [empty(), empty()]);
  const [multiple, setMultiple] = useState(false);
  const [open, setOpen] = useState(true);
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);

  const texts = options.map(({ text }) => text.trim()).filter(Boolean);
  const doubled = new Set(texts).size < texts.length;
  const ready = question.trim() !== "" && texts.length >= fewest && !doubled && !busy;

  const change = (key: string, text: string) => {
    const next = options.map((one) => (one.key === key ? { ...one, text } : one));
    const full = next.every((one) => one.text.trim() !== "") && next.length < limits.pollOptions;
    setOptions(full ? [...next, empty()] : next);
  };
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const closesAt = until === "" ? null : new Date(until).getTime();
      await commands.makePoll(chatId, question.trim(), { options: texts, multiple, open, closesAt });
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
        <fieldset className={`field ${style.options}`}>
          <legend className="t13 m">{t("chats.poll.options")}</legend>
          {options.map(({ key, text }, place) => (
            <div key={key} className={style.option}>
              <input
                className="inp"
                maxLength={limits.pollOption}
                aria-label={t("chats.poll.option", { n: place + 1 })}
                placeholder={t("chats.poll.option", { n: place + 1 })}
                value={text}
                onChange={(event) => change(key, event.target.value)}
              />
              {options.length > fewest && (
                <button
                  className="ib"
                  type="button"
                  aria-label={t("chats.poll.remove", { n: place + 1 })}
                  title={t("chats.poll.remove", { n: place + 1 })}
                  onClick={() => setOptions(options.filter((one) => one.key !== key))}
                >
                  <Icon name="close" small />
                </button>
              )}
            </div>
          ))}
          {doubled && (
            <p className="err" role="alert">
              {t("chats.poll.doubled")}
            </p>
          )}
        </fieldset>
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
