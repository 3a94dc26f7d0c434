import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import type { RosterProblem } from "./protocol";

/** Rows that are wrong, each with its place in the file: to be mended there, or left out. */
export function Problems({ problems, count }: { problems: RosterProblem[]; count: number }) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<RosterProblem>[]>(
    () => [
      { id: "file", title: t("import.inFile"), value: (one) => one.file, isHead: true },
      { id: "line", title: t("import.line"), value: (one) => one.line, isNumber: true },
      { id: "column", title: t("import.column"), value: (one) => one.column },
      { id: "why", title: t("requests.reason"), value: (one) => one.message, isWide: true },
    ],
    [t],
  );
  return (
    <section className="card tight" aria-labelledby="import-problems">
      <div className="card-h">
        <h2 className="t17" id="import-problems">
          {t("import.problems", { count })}
        </h2>
      </div>
      {count > problems.length && <p className="li dim">{t("import.firstProblems", { count: problems.length })}</p>}
      <DataTable
        name={t("import.problemRows")}
        columns={columns}
        rows={problems}
        rowId={(one) => `${one.file} ${one.line} ${one.column ?? ""} ${one.code}`}
        pageSize={25}
      />
    </section>
  );
}
