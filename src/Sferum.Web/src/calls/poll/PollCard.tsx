import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import type { CallPoll } from "../protocol";
import { useAct, useEngine } from "../useCall";
import { Options } from "./Options";
import style from "./Poll.module.css";

interface PollCardProps {
  poll: CallPoll;
  /** It has been put away, and the button with it: whoever came by keys goes on from somewhere near. */
  onAway: () => void;
}

/** The quick poll over the pictures of whoever does not lead: to be answered, and how it came out. */
export function PollCard({ poll, onAway }: PollCardProps) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const listens = useChats(({ chats }) => chats.byId[engine.parts.chatId]?.summary.limited ?? false);
  const [away, setAway] = useState<number | null>(null);
  const mayAnswer = !poll.closed && !listens;
  if (poll.closed && away === poll.number) return null;
  return (
    <section className={style.card} aria-label={t("poll.name")}>
      <div className={style.row} role="status">
        <Icon name="poll" small />
        <span className="grow t13 dim">{words(t, poll, listens)}</span>
      </div>
      <h2 className={style.title}>{poll.question}</h2>
      <Options
        poll={poll}
        {...(mayAnswer && { onAnswer: (option: number) => act(engine.answer(poll.number, option)) })}
      />
      {poll.closed && (
        <div className={style.row}>
          <button
            className="btn s"
            type="button"
            onClick={() => {
              setAway(poll.number);
              onAway();
            }}
          >
            {t("poll.putAway")}
          </button>
        </div>
      )}
    </section>
  );
}

function words(t: ReturnType<typeof useTranslation<"call">>["t"], poll: CallPoll, listens: boolean): string {
  if (poll.closed) return t("poll.over", { count: poll.answered });
  if (listens) return t("dock.listens");
  return poll.mine == null ? t("poll.asked") : t("poll.canChange");
}
