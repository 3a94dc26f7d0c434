import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../shell/context";
import { More } from "../shell/parts/More";
import { Failed, Waiting } from "../shell/parts/States";
import type { Column } from "../shell/table/columns";
import { PlainTable } from "../shell/table/PlainTable";
import { operatorsApi } from "./api";
import type { SchoolSize } from "./protocol";
import { number } from "./words";

const pageSize = 50;

/** All schools by name, with their size: a page, and more on demand. */
export function SchoolsCard() {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const me = useMe();
  const schools = useInfiniteQuery({
    queryKey: ["desk", me.personId, me.schoolId, "cluster", "schools"],
    queryFn: ({ pageParam }) => api.schools(pageParam, pageSize),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const all = schools.data?.pages.flatMap((page) => page.schools) ?? [];
  const columns = useMemo<Column<SchoolSize>[]>(
    () => [
      { id: "name", title: t("cluster.school"), value: (one) => one.name, isHead: true },
      { id: "people", title: t("cluster.people"), value: (one) => number(one.people), isNumber: true },
      { id: "classes", title: t("cluster.classes"), value: (one) => number(one.classes), isNumber: true },
      { id: "chats", title: t("cluster.chats"), value: (one) => number(one.chats), isNumber: true },
    ],
    [t],
  );
  return (
    <section className="card tight" aria-labelledby="schools">
      <div className="card-h">
        <h2 className="t17" id="schools">
          {t("cluster.schools")}
        </h2>
      </div>
      {schools.isPending && <Waiting />}
      {schools.isError && <Failed onRetry={() => void schools.refetch()} />}
      {schools.isSuccess && all.length === 0 && <p className="li dim">{t("cluster.noSchools")}</p>}
      {all.length > 0 && (
        <PlainTable name={t("cluster.schools")} columns={columns} rows={all} rowId={(one) => one.id} />
      )}
      {schools.hasNextPage && (
        <div className="li">
          <More list={schools} text={t("more")} />
        </div>
      )}
    </section>
  );
}
