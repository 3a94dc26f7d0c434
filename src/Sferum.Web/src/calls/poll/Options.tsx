import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import type { CallPoll } from "../protocol";
import style from "./Poll.module.css";

/** What can be answered, with one's own answer and, where they are told, the counts. Without a way to answer it is a list. */
export function Options({ poll, onAnswer }: { poll: CallPoll; onAnswer?: (option: number) => void }) {
  return (
    <ul className={style.options}>
      {poll.options.map((text, option) => (
        <li key={text}>
          {onAnswer ? (
            <button
              className={style.option}
              type="button"
              aria-pressed={poll.mine === option}
              onClick={() => onAnswer(option)}
            >
              <Option poll={poll} option={option} />
            </button>
          ) : (
            <div className={style.option} data-mine={poll.mine === option || undefined}>
              <Option poll={poll} option={option} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Option({ poll, option }: { poll: CallPoll; option: number }) {
  const { t } = useTranslation("call");
  const count = poll.counts?.[option];
  const mine = poll.mine === option;
  return (
    <>
      <span>{mine && <Icon name="check" small />}</span>
      <span className={style.text}>
        {poll.options[option]}
        {mine && <span className="sr"> {t("poll.mine")}</span>}
      </span>
      {count !== undefined && (
        <>
          <span className="num t13" aria-hidden="true">
            {count}
          </span>
          <span className="sr">{t("poll.votes", { count })}</span>
          <span className={style.meter} aria-hidden="true">
            <i style={{ width: `${(100 * count) / Math.max(1, poll.answered)}%` }} />
          </span>
        </>
      )}
    </>
  );
}
