import { useTranslation } from "react-i18next";
import { toast } from "../../shell/Toasts";
import type { CallState, Lock } from "../protocol";
import { useAct, useEngine } from "../useCall";
import style from "./People.module.css";

const locks: Lock[] = ["microphones", "cameras", "chat", "share", "draw"];

/** What whoever leads opens and closes for all. */
export function Order({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const muteAll = async () => {
    await engine.lead({ act: "mute" });
    toast(t("order.muted"));
  };
  return (
    <section aria-labelledby="call-order">
      <h2 className={style.title} id="call-order">
        {t("order.title")}
      </h2>
      <div className={style.order}>
        <button className="btn s" type="button" onClick={() => act(muteAll())}>
          {t("order.muteAll")}
        </button>
        {locks.map((lock) => (
          <Switch
            key={lock}
            text={t(`order.${lock}`)}
            on={state.locks.includes(lock)}
            onChange={(on) => act(engine.lead({ act: "lock", on, locks: [lock] }))}
          />
        ))}
        <Switch text={t("order.lobby")} on={state.lobby} onChange={(on) => act(engine.lead({ act: "lobby", on }))} />
        <Switch text={t("order.close")} on={state.closed} onChange={(on) => act(engine.lead({ act: "close", on }))} />
      </div>
    </section>
  );
}

/** It stands as the server says, not as it was clicked. */
function Switch({ text, on, onChange }: { text: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="check">
      <input className="cb" type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{text}</span>
    </label>
  );
}
