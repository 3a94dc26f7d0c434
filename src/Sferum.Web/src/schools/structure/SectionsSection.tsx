import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "./api";
import type { Section } from "./protocol";
import { SectionDialog } from "./SectionDialog";

/** What is taught to whom this year: a subject to a class, to a group of it, or to a group of a parallel. */
export function SectionsSection() {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const [archived, setArchived] = useState(false);
  const [making, setMaking] = useState(false);
  const list = useDesk(["sections", "all", archived], () => api.sections({ archived }));
  const columns = useColumns();
  return (
    <section className="card tight" aria-labelledby="sections">
      <div className="card-h">
        <h2 className="t17 grow" id="sections">
          {t("structure.sections")}
        </h2>
        <button type="button" className="chip" aria-pressed={archived} onClick={() => setArchived(!archived)}>
          {t("archive.show")}
        </button>
        <button type="button" className="btn s line" onClick={() => setMaking(true)}>
          <Icon name="plus" small />
          {t("structure.newSection")}
        </button>
      </div>
      <Loaded query={list}>
        {(sections) => (
          <DataTable
            name={t("structure.sections")}
            columns={columns}
            rows={sections}
            rowId={(one) => one.id}
            sortedBy={{ id: "title" }}
            pageSize={25}
            acts={(one) => <SectionActs of={one} />}
            empty={<Empty title={t(archived ? "archive.empty" : "structure.noSections")} />}
          />
        )}
      </Loaded>
      {making && <SectionDialog onClose={() => setMaking(false)} />}
    </section>
  );
}

function useColumns(): Column<Section>[] {
  const { t } = useTranslation("desk");
  return useMemo(
    () => [
      {
        id: "title",
        title: t("structure.section"),
        value: (one) => one.title,
        cell: (one) =>
          one.classId ? (
            <Link to="/school/classes/$classId" params={{ classId: one.classId }}>
              {one.title}
            </Link>
          ) : (
            one.title
          ),
        isHead: true,
      },
      { id: "group", title: t("structure.group"), value: (one) => one.group || t("structure.whole") },
      {
        id: "teachers",
        title: t("structure.teachers"),
        value: (one) => one.teachers,
        cell: (one) => (one.teachers > 0 ? one.teachers : <span className="tag warn">{t("classes.noTeacher")}</span>),
        isNumber: true,
      },
      { id: "students", title: t("classes.students"), value: (one) => one.students, isNumber: true },
    ],
    [t],
  );
}

function SectionActs({ of }: { of: Section }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const { id, title } = of;
  const archived = { work: () => api.archiveSection(id), done: t("archive.archived", { title }) };
  const restored = { work: () => api.restoreSection(id), done: t("archive.restored", { title }) };
  const isArchived = of.archivedAt != null;
  const [now, back] = isArchived ? [restored, archived] : [archived, restored];
  return (
    <button
      type="button"
      className={`btn s ${isArchived ? "soft" : "line"}`}
      disabled={busy}
      onClick={() => void act(now.work, now.done, back)}
    >
      {t(isArchived ? "archive.restore" : "archive.archive")}
    </button>
  );
}
