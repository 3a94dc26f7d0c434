import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { limits } from "../protocol";
import style from "./SearchBar.module.css";
import { useSearch } from "./useSearch";

interface SearchBarProps {
  chatId: string;
  onShow: (number: number) => void;
  onClose: () => void;
}

/** Words in this chat: ↑ goes to the older hit, ↓ to the newer one, Esc leaves. */
export default function SearchBar({ chatId, onShow, onClose }: SearchBarProps) {
  const { t } = useTranslation();
  const { words, setWords, hits, at, go, state, hasMore } = useSearch(chatId, onShow);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowUp" || event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown") go(-1);
    else return;
    event.preventDefault();
  };

  return (
    <search className={style.bar} aria-label={t("chats.find.name")}>
      <label className={`search ${style.field}`}>
        <span className="sr">{t("chats.find.words")}</span>
        <Icon name="search" small />
        <input
          ref={field}
          className="inp"
          type="search"
          maxLength={limits.searchLength}
          placeholder={t("chats.find.words")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={pressed}
        />
      </label>
      <span className={`t13 dim num nw ${style.count}`} role="status">
        {state === "busy" && t("chats.find.busy")}
        {state === "failed" && t("shell.failed")}
        {state === "done" && hits.length === 0 && t("chats.find.nothing")}
        {state === "done" &&
          hits.length > 0 &&
          t("chats.find.of", { n: at + 1, count: hits.length, more: hasMore ? "+" : "" })}
      </span>
      <Step name={t("chats.find.older")} icon="up" disabled={hits.length === 0} onClick={() => go(1)} />
      <Step name={t("chats.find.newer")} icon="down" disabled={at <= 0} onClick={() => go(-1)} />
      <Step name={t("chats.find.close")} icon="close" onClick={onClose} />
    </search>
  );
}

interface StepProps {
  name: string;
  icon: "up" | "down" | "close";
  disabled?: boolean;
  onClick: () => void;
}

function Step({ name, icon, disabled, onClick }: StepProps) {
  return (
    <button className="ib" type="button" aria-label={name} title={name} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
