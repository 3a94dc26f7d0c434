import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { dayOf } from "../../texts/times";
import type { SchoolPerson } from "../people/protocol";
import { type PersonState, stateOf, stateTag } from "../people/state";
import { fullName } from "../people/words";
import { may } from "../rights";
import type { SchoolClass } from "../structure/protocol";
import { StudentActs } from "./StudentActs";

/** The class register: who has come and who has not, whose guardians are known. */
export function RosterTable({ of, students }: { of: SchoolClass; students: SchoolPerson[] }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const [onlyMissing, setOnlyMissing] = useState(false);
  const columns = useColumns();
  const missing = students.filter(({ registered }) => !registered);
  return (
    <DataTable
      name={`${t("roster.title")} ${of.title}`}
      columns={columns}
      rows={onlyMissing ? missing : students}
      rowId={(one) => one.personId}
      sortedBy={{ id: "name" }}
      tools={
        <button type="button" className="chip" aria-pressed={onlyMissing} onClick={() => setOnlyMissing(!onlyMissing)}>
          {t("roster.missing", { count: missing.length })}
        </button>
      }
      acts={may(me.roles, "seePeople") ? (one) => <StudentActs of={of} student={one} /> : undefined}
      empty={
        onlyMissing ? (
          <Empty title={t("roster.allCame")}>
            <button type="button" className="btn" onClick={() => setOnlyMissing(false)}>
              {t("roster.showAll")}
            </button>
          </Empty>
        ) : (
          <Empty title={t("roster.empty")} hint={t("roster.emptyHint")} />
        )
      }
    />
  );
}

function useColumns(): Column<SchoolPerson>[] {
  const { t } = useTranslation("desk");
  return useMemo(
    () => [
      {
        id: "name",
        title: t("roster.student"),
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
        id: "state",
        title: t("roster.state"),
        value: (one) => t(`people.states.${stateOf(one)}`),
        cell: (one) => <State of={stateOf(one)} />,
      },
      {
        id: "guardians",
        title: t("roster.guardians"),
        value: (one) => one.guardians.map(({ name }) => name).join(", "),
        isWide: true,
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
    [t],
  );
}

function State({ of }: { of: PersonState }) {
  const { t } = useTranslation("desk");
  return <span className={`tag ${stateTag[of]}`}>{t(`people.states.${of}`)}</span>;
}
