import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { dayOf, isoDay } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { OfficerDialog } from "./OfficerDialog";
import { type Officer, type OfficerOrder, officersApi } from "./officers";
import { useSaveOrder } from "./useSaveOrder";

/** Who confirms orders about directors, and by which orders: an operator appoints and ends them. */
export function OfficersPage() {
  const { t } = useTranslation("desk");
  const api = useApi(officersApi);
  const officers = useDesk(["officers"], api.all);
  const orders = useDesk(["officers", "orders"], api.orders);
  const [dialog, setDialog] = useState<Officer | "appoint" | null>(null);
  return (
    <DeskPage
      title={t("officers.title")}
      right="appointDistrictOfficer"
      sub={t("officers.sub")}
      acts={
        <button type="button" className="btn pri" onClick={() => setDialog("appoint")}>
          <Icon name="plus" small />
          {t("officers.appoint")}
        </button>
      }
    >
      <section className="card tight" aria-labelledby="officers">
        <div className="card-h">
          <h2 className="t17" id="officers">
            {t("officers.now")}
          </h2>
        </div>
        <Loaded query={officers}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t("officers.none")} hint={t("officers.noneHint")} />
            ) : (
              <ul className="list">
                {all.map((one) => (
                  <Line key={one.personId} of={one} onEnd={() => setDialog(one)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      <section className="card tight" aria-label={t("officers.orders")}>
        <Loaded query={orders}>{(all) => <Orders orders={all} />}</Loaded>
      </section>
      {dialog && <OfficerDialog ending={dialog === "appoint" ? undefined : dialog} onClose={() => setDialog(null)} />}
    </DeskPage>
  );
}

function Line({ of, onEnd }: { of: Officer; onEnd: () => void }) {
  const { t } = useTranslation("desk");
  return (
    <li className="li wrap">
      <PersonAvatar id={of.personId} name={of.name} />
      <span className="grow" style={{ flexBasis: "11rem" }}>
        <b>{of.name}</b>
        <br />
        <span className="t13 dim">{t("people.since", { when: dayOf(of.since) })}</span>
      </span>
      <button
        type="button"
        className="btn s danger-line"
        aria-label={t("officers.endOf", { name: of.name })}
        onClick={onEnd}
      >
        {t("officers.end")}
      </button>
    </li>
  );
}

function Orders({ orders }: { orders: OfficerOrder[] }) {
  const { t } = useTranslation("desk");
  const api = useApi(officersApi);
  const { save, busy } = useSaveOrder(api.file);
  const columns = useMemo<Column<OfficerOrder>[]>(
    () => [
      { id: "number", title: t("form.orderNumber"), value: (one) => one.number, isHead: true },
      { id: "kind", title: t("orders.about"), value: (one) => t(`officers.kinds.${one.kind}`) },
      { id: "name", title: t("requests.name"), value: (one) => one.name },
      { id: "date", title: t("form.orderDate"), value: (one) => one.date, cell: (one) => isoDay(one.date) },
    ],
    [t],
  );
  return (
    <DataTable
      name={t("officers.orders")}
      columns={columns}
      rows={orders}
      rowId={(one) => one.id}
      acts={(one) => (
        <button
          type="button"
          className="btn s line"
          disabled={busy}
          aria-label={t("orders.fileOf", { number: one.number })}
          onClick={() => void save(one)}
        >
          <Icon name="download" small />
          {t("orders.file")}
        </button>
      )}
      empty={<Empty title={t("orders.empty")} />}
    />
  );
}
