import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { Cells } from "../parts/Cells";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { peopleApi } from "../people/api";
import type { ClassCoverage } from "../people/protocol";
import { may } from "../rights";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";
import { ClassActs } from "./ClassActs";
import { ClassDialog } from "./ClassDialog";
import { YearChips } from "./YearChips";

/** The classes of a school year, living or archived, and how far each has come. */
export function ClassesPage() {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const me = useMe();
  const manages = may(me.roles, "manageSchool");
  const [year, setYear] = useState<number | undefined>();
  const [archived, setArchived] = useState(false);
  const [making, setMaking] = useState(false);
  const list = useDesk(["classes", year, archived], () => api.classes({ year, archived }));
  const columns = useColumns(year === undefined && !archived);
  const tools = (
    <>
      <YearChips year={year} onYear={setYear} />
      <button type="button" className="chip" aria-pressed={archived} onClick={() => setArchived(!archived)}>
        {t("archive.show")}
      </button>
    </>
  );
  return (
    <DeskPage
      title={t("pages.classes")}
      right="seeSchool"
      acts={
        manages && (
          <button type="button" className="btn pri" onClick={() => setMaking(true)}>
            <Icon name="plus" small />
            {t("classes.new")}
          </button>
        )
      }
    >
      <section className="card tight" aria-label={t("pages.classes")}>
        <Loaded query={list}>
          {(classes) => (
            <DataTable
              name={t("pages.classes")}
              columns={columns}
              rows={classes}
              rowId={(one) => one.id}
              sortedBy={{ id: "title" }}
              tools={tools}
              acts={manages ? (one) => <ClassActs of={one} /> : undefined}
              empty={
                <>
                  <div className="card-h">{tools}</div>
                  <Empty title={t(archived ? "archive.empty" : "classes.empty")} hint={t("classes.emptyHint")} />
                </>
              }
            />
          )}
        </Loaded>
      </section>
      {making && <ClassDialog year={year} onClose={() => setMaking(false)} />}
    </DeskPage>
  );
}

function useColumns(withCoverage: boolean): Column<SchoolClass>[] {
  const { t } = useTranslation("desk");
  const me = useMe();
  const people = useApi(peopleApi);
  const sees = withCoverage && may(me.roles, "seePeople");
  const coverage = useDesk(["coverage"], people.coverage, sees).data;
  return useMemo(() => {
    const byClass = new Map(coverage?.map((one) => [one.classId, one]));
    const columns: Column<SchoolClass>[] = [
      {
        id: "title",
        title: t("classes.title"),
        value: (one) => one.title,
        cell: (one) => (
          <Link to="/school/classes/$classId" params={{ classId: one.id }}>
            {one.title}
          </Link>
        ),
        isHead: true,
      },
      { id: "grade", title: t("classes.grade"), value: (one) => one.grade },
      {
        id: "teachers",
        title: t("classes.teachers"),
        value: (one) => one.teachers,
        cell: (one) => (one.teachers > 0 ? one.teachers : <span className="tag warn">{t("classes.noTeacher")}</span>),
        isNumber: true,
      },
      { id: "students", title: t("classes.students"), value: (one) => one.students, isNumber: true },
    ];
    if (sees) {
      columns.push({
        id: "coverage",
        title: t("classes.registered"),
        value: (one) => byClass.get(one.id)?.registered,
        cell: (one) => <Coverage of={byClass.get(one.id)} />,
        isWide: true,
      });
    }
    return columns;
  }, [t, coverage, sees]);
}

function Coverage({ of }: { of: ClassCoverage | undefined }) {
  const { t } = useTranslation("desk");
  if (!of || of.students === 0) return null;
  const { title, students, registered, invited } = of;
  return (
    <Cells
      label={t("console.coverageOf", { title, registered, invited, count: students })}
      groups={[
        { count: registered, look: "on" },
        { count: invited, look: "half" },
        { count: students - registered - invited, look: "" },
      ]}
    />
  );
}
