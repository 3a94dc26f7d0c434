import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { isoDay } from "../../texts/times";
import type { Order } from "./api";
import { useSaveOrder } from "./useSaveOrder";

interface OrdersTableProps {
  name: string;
  orders: Order[];
  /** Brings an order's file. */
  file: (id: string) => Promise<Blob>;
  withSchool?: boolean;
  acts?: (order: Order) => ReactNode;
}

const tags: Record<Order["status"], string> = { pending: "warn", effective: "ok", refused: "bad" };

/** Orders with what has become of them, each with its file. */
export function OrdersTable({ name, orders, file, withSchool, acts }: OrdersTableProps) {
  const { t } = useTranslation("desk");
  const { save, busy } = useSaveOrder(file);
  const columns = useColumns(withSchool ?? false);
  return (
    <DataTable
      name={name}
      columns={columns}
      rows={orders}
      rowId={(one) => one.id}
      acts={(one) => (
        <span className="row wrap g1">
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
          {acts?.(one)}
        </span>
      )}
      empty={<Empty title={t("orders.empty")} />}
    />
  );
}

function useColumns(withSchool: boolean): Column<Order>[] {
  const { t } = useTranslation("desk");
  return useMemo(() => {
    const columns: Column<Order>[] = [
      { id: "number", title: t("form.orderNumber"), value: (one) => one.number, isHead: true },
      { id: "kind", title: t("orders.about"), value: (one) => t(`orders.kinds.${one.kind}`) },
      { id: "date", title: t("form.orderDate"), value: (one) => one.date, cell: (one) => isoDay(one.date) },
      {
        id: "status",
        title: t("movements.status"),
        value: (one) => t(`orders.statuses.${one.status}`),
        cell: (one) => <span className={`tag ${tags[one.status]}`}>{t(`orders.statuses.${one.status}`)}</span>,
      },
      { id: "reason", title: t("requests.reason"), value: (one) => one.reason },
    ];
    if (withSchool) columns.unshift({ id: "school", title: t("orders.school"), value: (one) => one.schoolName });
    return columns;
  }, [t, withSchool]);
}
