import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallState } from "../protocol";
import { useAct, useEngine } from "../useCall";
import style from "./Groups.module.css";

/** As the server bounds them. */
export const mostGroups = 20;
const firstCount = 2;

/** How many groups, and whether chance spreads people over them. Nobody goes anywhere yet. */
export function PrepareGroups({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const [count, setCount] = useState(state.groups?.count ?? firstCount);
  const [random, setRandom] = useState(true);
  const make = (event: FormEvent) => {
    event.preventDefault();
    act(engine.lead({ act: "prepare_groups", groups: { count, random } }));
  };
  return (
    <form className={style.row} aria-label={t("groups.prepareName")} onSubmit={make}>
      <label className={style.field}>
        <span className="t13">{t("groups.count")}</span>
        <input
          className="inp"
          type="number"
          required
          min={1}
          max={mostGroups}
          value={count}
          onChange={(event) => setCount(Number(event.target.value))}
        />
      </label>
      <label className={style.field}>
        <span className="t13">{t("groups.how")}</span>
        <select
          className="inp"
          value={random ? "random" : "choice"}
          onChange={(event) => setRandom(event.target.value === "random")}
        >
          <option value="random">{t("groups.random")}</option>
          <option value="choice">{t("groups.choice")}</option>
        </select>
      </label>
      <button className="btn" type="submit">
        {state.groups ? t("groups.prepareAgain") : t("groups.prepare")}
      </button>
    </form>
  );
}
