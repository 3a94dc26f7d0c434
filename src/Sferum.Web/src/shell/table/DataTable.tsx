import { type RowData, type RowSelectionState, useTable } from "@tanstack/react-table";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../parts/States";
import { saveAs } from "../parts/saveAs";
import { BodyCell } from "./BodyCell";
import { type Column, definitions, features, folded } from "./columns";
import { csvOf } from "./csv";
import { HeadCell } from "./HeadCell";
import { Pager } from "./Pager";
import { SelectAll, SelectRow } from "./Selecting";
import style from "./Table.module.css";
import { TableTools } from "./TableTools";

interface DataTableProps<Row extends RowData> {
  /** What the table is about: its name for a screen reader, and its file's. */
  name: string;
  columns: Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  sortedBy?: { id: string; desc?: boolean };
  pageSize?: number;
  /** Drawn when there are no rows at all. */
  empty?: ReactNode;
  /** Stands beside the search: filters of the screen. */
  tools?: ReactNode;
  /** Rows can be chosen; told whenever another set is. */
  chosen?: { ids: ReadonlySet<string>; onChange: (ids: Set<string>) => void; nameOf: (row: Row) => string };
  /** The acts of a row, at its end. */
  acts?: (row: Row) => ReactNode;
}

/** A table that sorts, finds, pages, lets rows be chosen and goes into a file; on a phone each row is a card. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { name, columns, rows, rowId, sortedBy, pageSize = 50, empty, tools, chosen, acts } = props;
  const { t } = useTranslation("desk");
  const [words, setWords] = useState("");
  const selection = useMemo(() => toSelection(chosen?.ids), [chosen?.ids]);
  const table = useTable({
    features,
    columns: useMemo(() => definitions(columns), [columns]),
    data: rows,
    getRowId: rowId,
    initialState: {
      sorting: sortedBy ? [{ id: sortedBy.id, desc: sortedBy.desc ?? false }] : [],
      pagination: { pageIndex: 0, pageSize },
    },
    state: { globalFilter: words, rowSelection: selection },
    onRowSelectionChange: (update) =>
      chosen?.onChange(fromSelection(typeof update === "function" ? update(selection) : update)),
    getColumnCanGlobalFilter: () => true,
    globalFilterFn: (row, id, wanted) => folded(String(row.getValue(id))).includes(folded(String(wanted))),
    enableRowSelection: chosen !== undefined,
    autoResetPageIndex: false,
  });
  const pages = table.getPageCount();
  const { pageIndex } = table.state.pagination;
  // Fewer rows than before: the page that was shown may be gone.
  useEffect(() => {
    if (pageIndex > 0 && pageIndex >= pages) table.setPageIndex(Math.max(0, pages - 1));
  }, [table, pageIndex, pages]);

  if (rows.length === 0) return empty ?? <Empty title={t("table.empty")} />;
  const byId = new Map(columns.map((column) => [column.id, column]));
  const found = table.getSortedRowModel().rows;
  const save = () =>
    saveAs(
      new Blob([
        csvOf(
          columns,
          found.map((row) => row.original),
        ),
      ]),
      `${name}.csv`,
    );
  return (
    <div className={style.whole}>
      <TableTools words={words} onWords={setWords} found={found.length} of={rows.length} onSave={save}>
        {tools}
      </TableTools>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls in its frame, by the keyboard too */}
      <div className={style.frame} tabIndex={0} role="group" aria-label={name}>
        <table className={style.table}>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {chosen && (
                  <th className={style.choice} scope="col">
                    <SelectAll table={table} />
                  </th>
                )}
                {group.headers.map((header) => (
                  <HeadCell key={header.id} header={header} column={byId.get(header.column.id)} />
                ))}
                {acts && (
                  <th scope="col">
                    <span className="sr">{t("table.acts")}</span>
                  </th>
                )}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id} data-chosen={row.getIsSelected() || undefined}>
                {chosen && (
                  <td className={style.choice}>
                    <SelectRow row={row} name={chosen.nameOf(row.original)} />
                  </td>
                )}
                {row.getAllCells().map((cell) => (
                  <BodyCell key={cell.id} row={row.original} column={byId.get(cell.column.id)} />
                ))}
                {acts && <td className={style.acts}>{acts(row.original)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p className={style.nothing}>{t("table.nothing")}</p>}
      <Pager
        page={pageIndex}
        pages={pages}
        onPage={(page) => {
          table.setPageIndex(page);
        }}
      />
    </div>
  );
}

const toSelection = (ids: ReadonlySet<string> | undefined): RowSelectionState =>
  Object.fromEntries([...(ids ?? [])].map((id) => [id, true]));

const fromSelection = (selection: RowSelectionState): Set<string> =>
  new Set(Object.keys(selection).filter((id) => selection[id]));
