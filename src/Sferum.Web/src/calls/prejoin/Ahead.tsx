import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Chat } from "../../chats/model/types";
import { useThinLine } from "../../live/thinLine";
import { useMe } from "../../shell/context";
import { useCurrentCall } from "../current";
import { LineCheck } from "./LineCheck";

interface AheadProps {
  chat: Chat;
  starts: boolean;
  silent: boolean;
  entering: boolean;
  onEnter: (title: string, lobby: boolean, thin: boolean) => void;
}

const titleLength = 100;

/** What one is about to enter or to begin, and the button. */
export function Ahead({ chat, starts, silent, entering, onEnter }: AheadProps) {
  const { t } = useTranslation("call");
  const me = useMe();
  const { call, title } = chat.summary;
  const other = useCurrentCall(({ engine }) => engine !== null);
  const [name, setName] = useState(title.slice(0, titleLength));
  const [lobby, setLobby] = useState(false);
  const [thin, setThin] = useState(useThinLine.getState().thin);
  const id = useId();
  const begins = !call && starts;
  return (
    <div className="col g4">
      <form
        className="card col g3"
        onSubmit={(event) => {
          event.preventDefault();
          onEnter(name, lobby, thin);
        }}
      >
        <p>{t("before.asName", { name: me.name })}</p>
        {begins && (
          <>
            <div className="field">
              <label htmlFor={id}>{t("before.title")}</label>
              <input
                className="inp"
                id={id}
                value={name}
                maxLength={titleLength}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <Check text={t("before.lobby")} hint={t("before.lobbyHint")} on={lobby} onChange={setLobby} />
          </>
        )}
        <button className="btn pri xl full" type="submit" disabled={entering}>
          {begins ? t("before.start") : t("before.join")}
        </button>
        {silent && <p className="t13 mute">{t("before.quiet")}</p>}
        {other && <p className="t13">{t("before.other")}</p>}
        <p className="t13 mute">{t("before.elsewhere")}</p>
      </form>
      <div className="card col g3">
        <LineCheck chatId={chat.summary.id} callId={call?.callId ?? null} />
        <Check text={t("before.thin")} hint={t("before.thinHint")} on={thin} onChange={setThin} />
      </div>
    </div>
  );
}

interface CheckProps {
  text: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Check({ text, hint, on, onChange }: CheckProps) {
  return (
    <label className="check">
      <input className="cb" type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span className="col g1 grow">
        {text}
        <span className="t13 dim">{hint}</span>
      </span>
    </label>
  );
}
