import { useTranslation } from "react-i18next";
import type { CallPoll } from "../protocol";
import { useAct, useEngine } from "../useCall";
import { AskPoll } from "./AskPoll";
import { Options } from "./Options";
import style from "./Poll.module.css";

/** For whoever leads: asking, seeing at once how it stands, showing it to all, and ending it. */
export default function PollPanel({ poll }: { poll: CallPoll | null }) {
  const { t } = useTranslation("call");
  return (
    <section className={`scroll ${style.panel}`} aria-label={t("poll.name")}>
      {poll && <Standing poll={poll} />}
      {(!poll || poll.closed) && <AskPoll />}
    </section>
  );
}

function Standing({ poll }: { poll: CallPoll }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  return (
    <div className={style.card}>
      <h2 className={style.title}>{poll.question}</h2>
      <p className="t13 dim" role="status">
        {t(poll.closed ? "poll.over" : "poll.answered", { count: poll.answered })}
      </p>
      <Options poll={poll} />
      {!poll.closed && (
        <div className={style.row}>
          <label className="check">
            <input
              className="cb"
              type="checkbox"
              checked={poll.shown}
              onChange={(event) => act(engine.lead({ act: "show_poll", on: event.target.checked }))}
            />
            <span>{t("poll.show")}</span>
          </label>
          <button className="btn pri" type="button" onClick={() => act(engine.lead({ act: "close_poll" }))}>
            {t("poll.close")}
          </button>
        </div>
      )}
    </div>
  );
}
