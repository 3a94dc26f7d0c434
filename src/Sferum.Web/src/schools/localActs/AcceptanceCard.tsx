import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { More } from "../../shell/parts/More";
import { Failed, Waiting } from "../../shell/parts/States";
import { dayOf } from "../../texts/times";
import { localActsApi } from "./api";

/** Who has accepted the regulation in force, and who has not. */
export function AcceptanceCard() {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const me = useMe();
  const [accepted, setAccepted] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ["desk", me.personId, me.schoolId, "acceptance", accepted],
    queryFn: ({ pageParam }) => api.acceptance(accepted, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const first = list.data?.pages[0];
  return (
    <section className="card col g3" aria-labelledby="acceptance">
      <h2 className="t17" id="acceptance">
        {t("documents.acceptance")}
      </h2>
      {list.isPending && <Waiting />}
      {list.isError && <Failed onRetry={() => void list.refetch()} />}
      {first && first.version == null && <p className="dim">{t("documents.nothingInForce")}</p>}
      {first && first.version != null && (
        <>
          <div className="row wrap g1" role="group" aria-label={t("documents.acceptance")}>
            <button type="button" className="chip" aria-pressed={!accepted} onClick={() => setAccepted(false)}>
              {t("documents.notYet", { count: first.missing })}
            </button>
            <button type="button" className="chip" aria-pressed={accepted} onClick={() => setAccepted(true)}>
              {t("documents.accepted", { count: first.accepted })}
            </button>
          </div>
          <ul className="col g1">
            {list.data?.pages.flatMap(({ people }) =>
              people.map(({ personId, name, acceptedAt }) => (
                <li key={personId} className="row">
                  <span className="grow">{name}</span>
                  {acceptedAt != null && <span className="t13 dim num nw">{dayOf(acceptedAt)}</span>}
                </li>
              )),
            )}
          </ul>
          <More list={list} text={t("more")} />
        </>
      )}
    </section>
  );
}
