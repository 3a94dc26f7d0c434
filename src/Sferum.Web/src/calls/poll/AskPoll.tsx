import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { OptionLines, useOptions } from "../../shell/parts/OptionLines";
import { useAct, useEngine } from "../useCall";
import style from "./Poll.module.css";

/** As the server bounds them. */
const most = 6;
const longestQuestion = 300;
const longestOption = 100;

/** A question with two to six answers. A line for another answer comes by itself. */
export function AskPoll() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const [question, setQuestion] = useState("");
  const options = useOptions(most, (text) => text.toLowerCase());
  const ready = question.trim() !== "" && options.enough;

  const ask = async () => {
    await engine.lead({ act: "ask_poll", poll: { question: question.trim(), options: options.texts } });
    setQuestion("");
    options.begin("", "");
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
      <OptionLines
        options={options}
        title={t("poll.options")}
        doubled={t("poll.doubled")}
        longest={longestOption}
        name={(n) => t("poll.option", { n })}
        removes={(n) => t("poll.removeOption", { n })}
      />
      <div className={style.row}>
        <button className="btn" type="button" onClick={() => options.begin(t("poll.yes"), t("poll.no"))}>
          {t("poll.yesNo")}
        </button>
        <button className="btn pri" type="submit" disabled={!ready}>
          {t("poll.ask")}
        </button>
      </div>
    </form>
  );
}
