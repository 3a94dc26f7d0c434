import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { useApi, useMe } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Confirm } from "../../shell/parts/Dialog";
import { dayOf } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { may } from "../rights";
import { AppointDialog, type AppointKind } from "./AppointDialog";
import { type Appointment, appointmentsApi } from "./api";
import { OrdersTable } from "./OrdersTable";

/** Who leads the school and by which order; the director replaces the administrator and appoints deputies. */
export function OrdersPage() {
  const { t } = useTranslation("desk");
  const api = useApi(appointmentsApi);
  const me = useMe();
  const holders = useDesk(["appointments"], api.holders);
  const orders = useDesk(["orders"], api.orders);
  const [dialog, setDialog] = useState<AppointKind | null>(null);
  const appoints = may(me.roles, "appointAdmin");
  return (
    <DeskPage
      title={t("orders.title")}
      right="seeOrders"
      acts={
        <>
          {may(me.roles, "enterDirectorOrder") && (
            <button type="button" className="btn line" onClick={() => setDialog("director")}>
              {t("orders.kinds.director")}
            </button>
          )}
          {appoints && (
            <button type="button" className="btn line" onClick={() => setDialog("deputy")}>
              {t("orders.appointDeputy")}
            </button>
          )}
          {appoints && (
            <button type="button" className="btn pri" onClick={() => setDialog("admin")}>
              {t("orders.replaceAdmin")}
            </button>
          )}
        </>
      }
    >
      <section className="card tight" aria-labelledby="holders">
        <div className="card-h">
          <h2 className="t17" id="holders">
            {t("orders.holders")}
          </h2>
        </div>
        <Loaded query={holders}>
          {(all) => (
            <ul className="list">
              {all.map((one) => (
                <Holder key={`${one.personId} ${one.role}`} of={one} mayEnd={appoints} />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
      <section className="card tight" aria-label={t("orders.all")}>
        <Loaded query={orders}>
          {(all) => <OrdersTable name={t("orders.all")} orders={all} file={api.orderFile} />}
        </Loaded>
      </section>
      {dialog && <AppointDialog kind={dialog} onClose={() => setDialog(null)} />}
    </DeskPage>
  );
}

function Holder({ of, mayEnd }: { of: Appointment; mayEnd: boolean }) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(appointmentsApi);
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  return (
    <li className="li wrap">
      <PersonAvatar id={of.personId} name={of.name} />
      <span className="grow" style={{ flexBasis: "11rem" }}>
        <b>{of.name}</b>
        <br />
        <span className="t13 dim">
          {t("people.since", { when: dayOf(of.since) })}
          {of.until != null && ` · ${t("orders.until", { when: dayOf(of.until) })}`}
        </span>
      </span>
      <span className={`tag ${roleTag(of.role)}`}>{roleName(page, of.role)}</span>
      {of.until != null && mayEnd && (
        <button type="button" className="btn s danger-line" disabled={busy} onClick={() => setAsking(true)}>
          {t("orders.end")}
        </button>
      )}
      {asking && (
        <Confirm
          title={t("orders.endTitle", { name: of.name })}
          hint={t("orders.endHint")}
          act={t("orders.end")}
          onConfirm={() => void act(() => api.endDeputy(of.personId), t("orders.ended", { name: of.name }))}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
