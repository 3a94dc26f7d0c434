import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeskPage } from "../schools/parts/DeskPage";
import { useApi, useMe } from "../shell/context";
import { More } from "../shell/parts/More";
import { Empty, Failed, Waiting } from "../shell/parts/States";
import type { Column } from "../shell/table/columns";
import { DataTable } from "../shell/table/DataTable";
import { moment } from "../texts/times";
import { AuditFilters } from "./AuditFilters";
import { type AuditEntry, type AuditFilter, auditApi } from "./api";
import { EntryDialog } from "./EntryDialog";

/** Who did what, on what, when: looked for on the server, the newest first, page by page. */
export function AuditPage() {
  const { t } = useTranslation("desk");
  const api = useApi(auditApi);
  const me = useMe();
  const [filter, setFilter] = useState<AuditFilter>({});
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const list = useInfiniteQuery({
    queryKey: ["desk", me.personId, me.schoolId, "audit", filter],
    queryFn: ({ pageParam }) => api.read(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const entries = useMemo(() => list.data?.pages.flatMap((page) => page.entries) ?? [], [list.data]);
  const columns = useColumns();
  return (
    <DeskPage title={t("audit.title")} right="seeAudit" sub={t("audit.sub")}>
      <section className="card tight" aria-label={t("audit.title")}>
        <AuditFilters filter={filter} onFilter={setFilter} />
        {list.isPending && <Waiting />}
        {list.isError && <Failed onRetry={() => void list.refetch()} />}
        {list.data && (
          <DataTable
            name={t("audit.title")}
            columns={columns}
            rows={entries}
            rowId={(one) => String(one.number)}
            pageSize={100}
            acts={(one) => (
              <button type="button" className="btn s line" onClick={() => setOpened(one)}>
                {t("audit.open")}
              </button>
            )}
            empty={<Empty title={t("audit.empty")} />}
          />
        )}
        {list.hasNextPage && (
          <div className="li">
            <More list={list} text={t("more")} />
          </div>
        )}
      </section>
      {opened && <EntryDialog of={opened} onClose={() => setOpened(null)} />}
    </DeskPage>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation("desk");
  return useMemo(
    () => [
      {
        id: "at",
        title: t("audit.when"),
        value: (one) => one.at,
        text: (one) => new Date(one.at).toISOString(),
        cell: (one) => <span className="num nw">{moment(one.at)}</span>,
      },
      { id: "act", title: t("audit.what"), value: (one) => one.words, isHead: true },
      { id: "who", title: t("audit.who"), value: (one) => one.actorName ?? t("audit.system") },
      { id: "whom", title: t("audit.whom"), value: (one) => one.subjectName },
      { id: "reason", title: t("audit.reason"), value: (one) => one.reason, isWide: true },
    ],
    [t],
  );
}
