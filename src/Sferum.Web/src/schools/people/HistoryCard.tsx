import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { roleName } from "../../people/roles";
import { useApi, useMe } from "../../shell/context";
import { More } from "../../shell/parts/More";
import { Failed, Waiting } from "../../shell/parts/States";
import { dayOf } from "../../texts/times";
import { peopleApi } from "./api";
import type { HistoryLine } from "./protocol";

/** Roles and places of a person at the school, past and present: the account stays, they come and go. */
export function HistoryCard({ personId }: { personId: string }) {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const me = useMe();
  const history = useInfiniteQuery({
    queryKey: ["desk", me.personId, me.schoolId, "people", "history", personId],
    queryFn: ({ pageParam }) => api.history(personId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <section className="card tight" aria-labelledby="person-history">
      <div className="card-h">
        <h2 className="t17" id="person-history">
          {t("people.history")}
        </h2>
      </div>
      {history.isPending && <Waiting />}
      {history.isError && <Failed onRetry={() => void history.refetch()} />}
      <ul className="list">
        {history.data?.pages.flatMap(({ items }) =>
          items.map((line) => <Line key={`${line.what} ${line.placeId} ${line.role} ${line.beganAt}`} of={line} />),
        )}
      </ul>
      <More list={history} text={t("more")} />
    </section>
  );
}

function Line({ of }: { of: HistoryLine }) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const what =
    of.what === "role"
      ? roleName(page, of.role)
      : `${of.title ?? ""} · ${t(`people.places.${of.role as "student" | "teacher"}`)}`;
  return (
    <li className="li">
      <b className="grow">{what}</b>
      {of.onLeave && <span className="tag warn">{t("people.states.leave")}</span>}
      <span className="t13 dim num nw">
        {of.endedAt == null
          ? t("people.since", { when: dayOf(of.beganAt) })
          : `${dayOf(of.beganAt)} – ${dayOf(of.endedAt)}`}
      </span>
    </li>
  );
}
