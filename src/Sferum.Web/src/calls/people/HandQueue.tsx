import { useTranslation } from "react-i18next";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { leads } from "../model/store";
import type { CallState } from "../protocol";
import { useAct, useCall, useEngine } from "../useCall";
import style from "./People.module.css";

/** Raised hands in the order in which they went up. */
export function HandQueue({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const leading = useCall(leads);
  const seats = state.hands.flatMap((id) => state.seats.find(({ personId }) => personId === id) ?? []);
  return (
    <section aria-label={t("people.handsName")}>
      <div className={style.head}>
        <h2 className={style.title}>{t("people.hands", { count: seats.length })}</h2>
        {leading && (
          <button className="btn s ghost" type="button" onClick={() => act(engine.lead({ act: "lower_hand" }))}>
            {t("people.lowerAll")}
          </button>
        )}
      </div>
      <ol className={style.list}>
        {seats.map(({ personId, name }, i) => (
          <li key={personId}>
            <span className={`num ${style.place}`}>{i + 1}</span>
            <PersonAvatar id={personId} name={name} size="s" />
            <span className="grow ell">{name}</span>
            {leading && (
              <>
                <button
                  className="ib"
                  type="button"
                  aria-label={t("people.give", { name })}
                  title={t("people.give", { name })}
                  onClick={() => act(engine.lead({ act: "ask_to_unmute", personId }))}
                >
                  <Icon name="mic" />
                </button>
                <button
                  className="ib"
                  type="button"
                  aria-label={t("people.lower", { name })}
                  title={t("people.lower", { name })}
                  onClick={() => act(engine.lead({ act: "lower_hand", personId }))}
                >
                  <Icon name="close" />
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
