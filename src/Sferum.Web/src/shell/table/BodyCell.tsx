import type { RowData } from "@tanstack/react-table";
import type { Column } from "./columns";
import style from "./Table.module.css";

/** A cell of a table: the one that names its row is read aloud with all others. */
export function BodyCell<Row extends RowData>({ row, column }: { row: Row; column: Column<Row> | undefined }) {
  if (!column) return null;
  const drawn = column.cell ? column.cell(row) : column.value(row);
  const className = `${column.isNumber ? style.number : ""} ${column.isWide ? style.wide : ""}`;
  if (column.isHead) {
    return (
      <th scope="row" className={className}>
        {drawn}
      </th>
    );
  }
  return (
    <td className={className} data-label={column.title}>
      {drawn}
    </td>
  );
}
