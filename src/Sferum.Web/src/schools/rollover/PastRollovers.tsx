import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { dayOf } from "../../texts/times";
import { yearName } from "../classes/YearChips";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { type Rollover, rolloverApi } from "./api";

/** Years that went over, each of which can be taken back while nobody has used the new one. */
export function PastRollovers() {
  const { t } = useTranslation("desk");
  const api = useApi(rolloverApi);
  const list = useDesk(["rollover", "past"], api.all);
  return (
    <section className="card col g3" aria-labelledby="past-rollovers">
      <h2 className="t17" id="past-rollovers">
        {t("rollover.past")}
      </h2>
      <Loaded query={list}>
        {(all) =>
          all.length === 0 ? (
            <p className="dim">{t("rollover.none")}</p>
          ) : (
            <ul className="col g2">
              {all.map((one) => (
                <Line key={one.id} of={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Line({ of }: { of: Rollover }) {
  const { t } = useTranslation("desk");
  const api = useApi(rolloverApi);
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  return (
    <li className="row wrap">
      <span className="grow">
        <b>
          {yearName(of.from)} → {yearName(of.to)}
        </b>
        <br />
        <span className="t13 dim">
          {of.undoneAt == null ? dayOf(of.at) : t("rollover.undoneAt", { when: dayOf(of.undoneAt) })}
        </span>
      </span>
      {of.undoneAt == null && (
        <button type="button" className="btn s danger-line" disabled={busy} onClick={() => setAsking(true)}>
          {t("rollover.undo")}
        </button>
      )}
      {asking && (
        <Confirm
          title={t("rollover.undoTitle", { to: yearName(of.to) })}
          hint={t("rollover.undoHint")}
          act={t("rollover.undo")}
          onConfirm={() => void act(() => api.undo(of.id), t("rollover.undone"))}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
