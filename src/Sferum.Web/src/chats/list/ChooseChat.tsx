import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "../../shell/context";
import { ChatAvatar } from "../../shell/parts/Avatar";
import { Dialog } from "../../shell/parts/Dialog";
import { type Chat, unreadOf } from "../model/types";
import style from "./ChooseChat.module.css";
import { orderedChats } from "./order";

const mostShown = 20;

interface ChooseChatProps {
  title: string;
  /** Which chats are offered at all. */
  wanted?: (chat: Chat) => boolean;
  onChoose: (chat: Chat) => void;
  onClose: () => void;
}

/** A chat by the beginning of any word of its title, unread ones first. */
export function ChooseChat({ title, wanted = () => true, onChoose, onClose }: ChooseChatProps) {
  const { t } = useTranslation();
  const chats = useChats((state) => state.chats);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const found = search(orderedChats(chats).filter(wanted), words).slice(0, mostShown);
  const chosen = found[Math.min(at, found.length - 1)];

  useEffect(() => input.current?.focus(), []);

  const pressed = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((before) => Math.max(0, Math.min(found.length - 1, before + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen) onChoose(chosen);
    }
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <input
        className="inp"
        role="combobox"
        aria-label={t("chats.switcher.hint")}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen && `${id}-${chosen.summary.id}`}
        placeholder={t("chats.switcher.hint")}
        ref={input}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      {found.length === 0 && <p className="dim">{t("chats.switcher.nothing")}</p>}
      <div className={style.list} id={id} role="listbox" aria-label={t("shell.chats")} tabIndex={-1}>
        {found.map((chat) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          <div
            key={chat.summary.id}
            id={`${id}-${chat.summary.id}`}
            className={style.option}
            role="option"
            tabIndex={-1}
            aria-selected={chat === chosen}
            onClick={() => onChoose(chat)}
          >
            <ChatAvatar id={chat.summary.id} name={chat.summary.title} />
            <span className="grow ell">{chat.summary.title}</span>
            {unreadOf(chat.summary) > 0 && <span className="badge">{unreadOf(chat.summary)}</span>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function search(chats: Chat[], words: string): Chat[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const starts = (title: string, word: string) => title.split(/[\s·]+/).some((part) => part.startsWith(word));
  const found = chats.filter(({ summary }) => wanted.every((word) => starts(summary.title.toLowerCase(), word)));
  return found.sort((a, b) => Number(unreadOf(b.summary) > 0) - Number(unreadOf(a.summary) > 0));
}
