import { useTranslation } from "react-i18next";
import type { ChatEvent } from "../protocol";
import { useRowActs } from "./actions";
import style from "./Message.module.css";
import { reactionName } from "./reactions";

export function Reactions({ row }: { row: ChatEvent }) {
  const { t } = useTranslation();
  const { react, may } = useRowActs();
  const reactions = row.message?.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <div className={style.reactions}>
      {reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          aria-pressed={mine ?? false}
          disabled={!may.includes("react")}
          onClick={() => react(row.number, emoji, !mine)}
        >
          <span aria-hidden="true">
            {emoji} {count}
          </span>
          <span className="sr">
            {t("chats.acts.reacted", { count, name: reactionName(t, emoji) })}
            {mine && `, ${t("chats.acts.mineToo")}`}
          </span>
        </button>
      ))}
    </div>
  );
}
