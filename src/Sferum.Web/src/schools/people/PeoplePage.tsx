import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { useApi } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { dayOf } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { mostRows, useDesk } from "../parts/useDesk";
import { peopleApi } from "./api";
import type { SchoolPerson } from "./protocol";
import { stateOf, stateTag } from "./state";
import { fullName } from "./words";

const groups = ["staff", "student", "guardian"] as const;

/** Everybody of the school whom one keeps lists of; a class teacher sees the own class and its guardians. */
export function PeoplePage() {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const [role, setRole] = useState<(typeof groups)[number]>("staff");
  const list = useDesk(["people", "all", role], () => api.all({ role }));
  const columns = useColumns();
  return (
    <DeskPage title={t("pages.people")} right="seePeople">
      <section className="card tight" aria-label={t("pages.people")}>
        <div className="card-h" role="group" aria-label={t("people.whom")}>
          {groups.map((one) => (
            <button key={one} type="button" className="chip" aria-pressed={one === role} onClick={() => setRole(one)}>
              {t(`people.groups.${one}`)}
            </button>
          ))}
        </div>
        <Loaded query={list}>
          {(people) => (
            <>
              {people.length >= mostRows && <p className="banner">{t("people.tooMany", { count: mostRows })}</p>}
              <DataTable
                name={`${t("pages.people")} ${t(`people.groups.${role}`)}`}
                columns={columns}
                rows={people}
                rowId={(one) => one.personId}
                empty={<Empty title={t("people.empty")} hint={t("people.emptyHint")} />}
              />
            </>
          )}
        </Loaded>
      </section>
    </DeskPage>
  );
}

function useColumns(): Column<SchoolPerson>[] {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        title: t("requests.name"),
        value: fullName,
        cell: (one) => (
          <Link className="row" to="/school/people/$personId" params={{ personId: one.personId }}>
            <PersonAvatar id={one.personId} name={one.name} size="s" />
            {fullName(one)}
          </Link>
        ),
        isHead: true,
      },
      {
        id: "roles",
        title: t("requests.role"),
        value: (one) => one.roles.map((role) => roleName(page, role)).join(", "),
        cell: (one) => (
          <span className="row wrap g1">
            {one.roles.map((role) => (
              <span key={role} className={`tag ${roleTag(role)}`}>
                {roleName(page, role)}
              </span>
            ))}
          </span>
        ),
      },
      { id: "class", title: t("requests.class"), value: (one) => one.classTitle },
      {
        id: "state",
        title: t("roster.state"),
        value: (one) => t(`people.states.${stateOf(one)}`),
        cell: (one) => <span className={`tag ${stateTag[stateOf(one)]}`}>{t(`people.states.${stateOf(one)}`)}</span>,
      },
      {
        id: "seen",
        title: t("roster.seen"),
        value: (one) => one.seenAt ?? 0,
        text: (one) => (one.seenAt ? new Date(one.seenAt).toISOString() : ""),
        cell: (one) => (one.seenAt ? dayOf(one.seenAt) : "—"),
        isNumber: true,
      },
    ],
    [t, page],
  );
}
