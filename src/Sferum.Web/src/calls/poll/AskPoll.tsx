import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "../../live/ids";
import { Icon } from "../../shell/parts/Icon";
import { useAct, useEngine } from "../useCall";
import style from "./Poll.module.css";

/** As the server bounds them. */
const fewest = 2;
const most = 6;
const longestQuestion = 300;
const longestOption = 100;
const empty = (text = "") => ({ key: newId(), text });

/** A question with two to six answers. A line for another answer comes by itself. */
export function AskPoll() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(() => [empty(), empty()]);
  const texts = options.map(({ text }) => text.trim()).filter(Boolean);
  const doubled = new Set(texts.map((text) => text.toLowerCase())).size < texts.length;
  const ready = question.trim() !== "" && texts.length >= fewest && !doubled;

  const change = (key: string, text: string) => {
    const next = options.map((one) => (one.key === key ? { ...one, text } : one));
    const full = next.every((one) => one.text.trim() !== "") && next.length < most;
    setOptions(full ? [...next, empty()] : next);
  };
  const ask = async () => {
    await engine.lead({ act: "ask_poll", poll: { question: question.trim(), options: texts } });
    setQuestion("");
    setOptions([empty(), empty()]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act(ask());
  };

  return (
    <form className={style.card} aria-label={t("poll.new")} onSubmit={submit}>
      <label className="field">
        <span className="t13">{t("poll.question")}</span>
        <input
          className="inp"
          required
          maxLength={longestQuestion}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
      </label>
      <fieldset className={style.options}>
        <legend className="t13">{t("poll.options")}</legend>
        {options.map(({ key, text }, place) => (
          <div key={key} className={style.line}>
            <input
              className="inp"
              maxLength={longestOption}
              aria-label={t("poll.option", { n: place + 1 })}
              value={text}
              onChange={(event) => change(key, event.target.value)}
            />
            {options.length > fewest && (
              <button
                className="ib"
                type="button"
                aria-label={t("poll.removeOption", { n: place + 1 })}
                title={t("poll.removeOption", { n: place + 1 })}
                onClick={() => setOptions(options.filter((one) => one.key !== key))}
              >
                <Icon name="close" small />
              </button>
            )}
          </div>
        ))}
      </fieldset>
      {doubled && (
        <p className="err" role="alert">
          {t("poll.doubled")}
        </p>
      )}
      <div className={style.row}>
        <button className="btn" type="button" onClick={() => setOptions([empty(t("poll.yes")), empty(t("poll.no"))])}>
          {t("poll.yesNo")}
        </button>
        <button className="btn pri" type="submit" disabled={!ready}>
          {t("poll.ask")}
        </button>
      </div>
    </form>
  );
}
