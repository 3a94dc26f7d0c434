import type { TFunction } from "i18next";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { moment } from "../../texts/times";
import { isClosed, pressed } from "../model/polls";
import type { ChatEvent, Poll } from "../protocol";
import { useRowActs } from "./actions";
import style from "./Poll.module.css";

/** What a poll offers, how many have chosen what, and one's own choice. */
export function PollBody({ row, poll }: { row: ChatEvent; poll: Poll }) {
  const { t } = useTranslation();
  const { vote, may, showVoters } = useRowActs();
  const closed = useClosed(poll);
  const mayVote = may.includes("vote") && !closed;
  const most = Math.max(1, ...poll.options.map((option) => option.count));
  return (
    <div className={style.poll}>
      <p className="t13 dim">{howLong(t, poll, closed)}</p>
      <div role="group" aria-label={row.message?.text ?? ""}>
        {poll.options.map(({ text, count }, place) => {
          const chosen = poll.mine?.includes(place) ?? false;
          return (
            <div key={text} className={style.line}>
              <button
                type="button"
                className={style.option}
                aria-pressed={chosen}
                disabled={!mayVote}
                onClick={() => vote(row.number, pressed(poll, place))}
              >
                <span className={`${style.dot} ${poll.multiple ? style.square : ""}`}>
                  {chosen && <Icon name="check" small />}
                </span>
                <span className={style.text}>{text}</span>
                <span className="t13 num dim" aria-hidden="true">
                  {count}
                </span>
                <span className="sr">{t("chats.poll.votes", { count })}</span>
                <span className={style.bar} aria-hidden="true">
                  <i style={{ inlineSize: `${(count / most) * 100}%` }} />
                </span>
              </button>
              {poll.open && count > 0 && (
                <button
                  type="button"
                  className={`ib ${style.who}`}
                  aria-label={t("chats.poll.who", { text })}
                  title={t("chats.poll.who", { text })}
                  onClick={() => showVoters(row, place)}
                >
                  <Icon name="people" small />
                </button>
              )}
            </div>
          );
        })}
      </div>
      <p className="t13 dim">{t("chats.poll.voters", { count: poll.voters })}</p>
    </div>
  );
}

/** «Открытый опрос · до 18:00». */
function howLong(t: TFunction, poll: Poll, closed: boolean): string {
  const kind = poll.open ? t("chats.poll.open") : t("chats.poll.secret");
  const several = poll.multiple ? ` · ${t("chats.poll.several")}` : "";
  if (closed) return `${kind} · ${t("chats.poll.closed")}`;
  return `${kind}${several}${poll.closesAt == null ? "" : ` · ${t("chats.poll.until", { at: moment(poll.closesAt) })}`}`;
}

const longestTimerMs = 2_000_000_000;

/** Ends by the clock while one looks at it. */
function useClosed(poll: Poll): boolean {
  const [closed, setClosed] = useState(() => isClosed(poll, Date.now()));
  useEffect(() => {
    setClosed(isClosed(poll, Date.now()));
    if (poll.closesAt == null) return;
    const left = poll.closesAt - Date.now();
    if (left <= 0 || left > longestTimerMs) return;
    const timer = setTimeout(() => setClosed(true), left);
    return () => clearTimeout(timer);
  }, [poll]);
  return closed;
}
