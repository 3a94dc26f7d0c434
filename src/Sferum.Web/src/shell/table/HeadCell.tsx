import type { Header, RowData } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import { Icon } from "../parts/Icon";
import type { Column, Features } from "./columns";
import style from "./Table.module.css";

interface HeadCellProps<Row extends RowData> {
  header: Header<Features, Row, unknown>;
  column: Column<Row> | undefined;
}

/** A column's title: a press sorts by it, another one the other way round. */
export function HeadCell<Row extends RowData>({ header, column }: HeadCellProps<Row>) {
  const { t } = useTranslation("desk");
  const sorted = header.column.getIsSorted();
  const order = sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none";
  return (
    <th scope="col" aria-sort={order} className={column?.isNumber ? style.number : undefined}>
      <button
        type="button"
        className={style.sort}
        title={t("table.sort")}
        data-sorted={sorted || undefined}
        onClick={() => header.column.toggleSorting(sorted === "asc")}
      >
        {column?.title}
        <Icon name="down" small />
      </button>
    </th>
  );
}
