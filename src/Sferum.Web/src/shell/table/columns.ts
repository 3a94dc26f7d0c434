import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  type RowData,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";

/** A column of a table: by its value it is sorted, found and exported; drawn it may look otherwise. */
export interface Column<Row extends RowData> {
  id: string;
  title: string;
  value: (row: Row) => string | number | null | undefined;
  cell?: (row: Row) => ReactNode;
  /** How the value stands in a file, where a person would not read the bare value (a moment in time). */
  text?: (row: Row) => string;
  /** Names the row: read aloud with each of its cells. */
  isHead?: boolean;
  /** Numbers stand at the end of their column. */
  isNumber?: boolean;
  /** On a phone it takes a line of its own. */
  isWide?: boolean;
}

export const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  rowPaginationFeature,
  rowSelectionFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

export type Features = typeof features;

/** «7А» before «10А», «Ёлкин» among «Е», whatever the page's language is. */
const collator = new Intl.Collator("ru", { numeric: true, sensitivity: "base" });

/** What is looked for is found with е for ё and in any case. */
export const folded = (text: string): string => text.toLowerCase().replaceAll("ё", "е").trim();

export function definitions<Row extends RowData>(columns: Column<Row>[]): ColumnDef<Features, Row>[] {
  return columns.map((column) => ({
    id: column.id,
    accessorFn: (row) => column.value(row) ?? "",
    sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
    enableGlobalFilter: true,
  }));
}

function compare(a: unknown, b: unknown): number {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}
