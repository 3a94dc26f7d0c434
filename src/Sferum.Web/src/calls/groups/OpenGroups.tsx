import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../shell/Toasts";
import type { Groups } from "../protocol";
import { useAct, useEngine } from "../useCall";
import style from "./Groups.module.css";

/** As the server bounds them. */
const mostMinutes = 180;
const longestMessage = 300;

/** Sending people into prepared groups; or, when they are there, a word to all of them and the way back. */
export function OpenGroups({ groups }: { groups: Groups }) {
  return (
    <>
      <Opening groups={groups} />
      {groups.open && <Telling />}
    </>
  );
}

function Opening({ groups: { open } }: { groups: Groups }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const [minutes, setMinutes] = useState("");
  const start = (event: FormEvent) => {
    event.preventDefault();
    act(engine.lead({ act: "open_groups", on: true, groups: minutes === "" ? {} : { minutes: Number(minutes) } }));
  };
  const callBack = () => act(engine.lead({ act: "open_groups", on: false }));
  return (
    <form className={style.row} aria-label={t("groups.openName")} onSubmit={start}>
      <label className={style.field}>
        <span className="t13">{t("groups.minutes")}</span>
        <input
          className="inp"
          type="number"
          min={1}
          max={mostMinutes}
          placeholder={t("groups.noLimit")}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      </label>
      <button className={`btn ${open ? "" : "pri"}`} type="submit">
        {open ? t("groups.setTime") : t("groups.open")}
      </button>
      {open && (
        <button className="btn pri" type="button" onClick={callBack}>
          {t("groups.callBack")}
        </button>
      )}
    </form>
  );
}

function Telling() {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const [text, setText] = useState("");
  const tell = async () => {
    await engine.lead({ act: "tell_groups", groups: { text } });
    setText("");
    toast(t("groups.told"));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act(tell());
  };
  return (
    <form className={style.row} aria-label={t("groups.tellName")} onSubmit={submit}>
      <label className={style.field}>
        <span className="t13">{t("groups.tellWhat")}</span>
        <input
          className="inp"
          required
          maxLength={longestMessage}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button className="btn" type="submit" disabled={text.trim() === ""}>
        {t("groups.tell")}
      </button>
    </form>
  );
}
