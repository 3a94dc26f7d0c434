import { useTranslation } from "react-i18next";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import type { Seat } from "../protocol";
import { useAct, useEngine } from "../useCall";
import style from "./People.module.css";

/** Who waits to be admitted. */
export function WaitingList({ waiting }: { waiting: Seat[] }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  return (
    <section aria-label={t("people.waitingName")}>
      <div className={style.head}>
        <h2 className={style.title}>{t("people.waiting", { count: waiting.length })}</h2>
        <button className="btn s ghost" type="button" onClick={() => act(engine.lead({ act: "admit" }))}>
          {t("people.admitAll")}
        </button>
      </div>
      <ul className={style.list}>
        {waiting.map(({ personId, name }) => (
          <li key={personId}>
            <PersonAvatar id={personId} name={name} size="s" />
            <span className="grow ell">{name}</span>
            <button
              className="btn s pri"
              type="button"
              aria-label={t("people.admit", { name })}
              onClick={() => act(engine.lead({ act: "admit", personId }))}
            >
              {t("people.admitOne")}
            </button>
            <button
              className="ib"
              type="button"
              aria-label={t("people.deny", { name })}
              title={t("people.deny", { name })}
              onClick={() => act(engine.lead({ act: "deny", personId }))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
