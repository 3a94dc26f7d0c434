import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BodyCell } from "./BodyCell";
import type { Column } from "./columns";
import style from "./Table.module.css";

interface PlainTableProps<Row extends RowData> {
  /** What the table is about: its caption, read aloud and not drawn where a heading says it. */
  name: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  /** The acts of a row, at its end. */
  acts?: (row: Row) => ReactNode;
}

/** A short table that only shows: in the order in which it came, whole. On a phone each row is a card. */
export function PlainTable<Row extends RowData>({ name, columns, rows, rowId, acts }: PlainTableProps<Row>) {
  const { t } = useTranslation("desk");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls in its frame, by the keyboard too
    <div className={style.frame} tabIndex={0} role="group" aria-label={name}>
      <table className={style.table}>
        <caption className="sr">{name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.isNumber ? style.number : undefined}>
                {column.title}
              </th>
            ))}
            {acts && (
              <th scope="col">
                <span className="sr">{t("table.acts")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <BodyCell key={column.id} row={row} column={column} />
              ))}
              {acts && <td className={style.acts}>{acts(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
