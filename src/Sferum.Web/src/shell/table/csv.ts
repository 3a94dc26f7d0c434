import type { RowData } from "@tanstack/react-table";
import type { Column } from "./columns";

// Excel with a Russian system reads ";" and takes the file for UTF-8 by its mark.
const mark = "\uFEFF";
const separator = ";";
const lineEnd = "\r\n";

/** The rows as a file that a spreadsheet opens; what could be taken for a formula stays text. */
export function csvOf<Row extends RowData>(columns: Column<Row>[], rows: Row[]): string {
  const head = columns.map(({ title }) => quoted(title));
  const lines = rows.map((row) => columns.map((column) => quoted(textOf(column, row))));
  return mark + [head, ...lines].map((cells) => cells.join(separator)).join(lineEnd) + lineEnd;
}

const textOf = <Row extends RowData>(column: Column<Row>, row: Row): string =>
  column.text?.(row) ?? String(column.value(row) ?? "");

function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
