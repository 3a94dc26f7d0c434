import type { Row, RowData, Table } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import type { Features } from "./columns";

/** Everything that is found, on all pages: what one sees counted beside the search. */
export function SelectAll<T extends RowData>({ table }: { table: Table<Features, T> }) {
  const { t } = useTranslation("desk");
  const some = table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected();
  return (
    <input
      type="checkbox"
      className="cb"
      aria-label={t("table.chooseAll")}
      checked={table.getIsAllRowsSelected()}
      ref={(box) => {
        if (box) box.indeterminate = some;
      }}
      onChange={table.getToggleAllRowsSelectedHandler()}
    />
  );
}

/** One row; with Shift all from the last one that was chosen. */
export function SelectRow<T extends RowData>({ row, name }: { row: Row<Features, T>; name: string }) {
  const { t } = useTranslation("desk");
  return (
    <input
      type="checkbox"
      className="cb"
      aria-label={t("table.choose", { name })}
      checked={row.getIsSelected()}
      onChange={row.getToggleSelectedHandler()}
    />
  );
}
