import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { peopleApi } from "../people/api";
import type { TeacherOfClass } from "../people/protocol";
import { may } from "../rights";
import { structureApi } from "../structure/api";
import type { SchoolClass, Section } from "../structure/protocol";
import { AssignDialog } from "./AssignDialog";

/** Who leads a class and who teaches what there; what nobody teaches is said in red. */
export function TeachersCard({ of }: { of: SchoolClass }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const people = useApi(peopleApi);
  const structure = useApi(structureApi);
  const teachers = useDesk(["people", "teachers", of.id], () => people.teachers(of.id));
  const sections = useDesk(["sections", of.id], () => structure.sections({ class: of.id, year: of.year }));
  const [assigning, setAssigning] = useState(false);
  const assigns = of.archivedAt == null && may(me.roles, "assignTeachers");
  return (
    <section className="card" aria-labelledby="class-teachers">
      <div className="card-h">
        <h2 className="t17 grow" id="class-teachers">
          {t("teachers.title")}
        </h2>
        {assigns && (
          <button type="button" className="btn s line" onClick={() => setAssigning(true)}>
            <Icon name="plus" small />
            {t("teachers.assign")}
          </button>
        )}
      </div>
      <Loaded query={teachers}>
        {(all) => (
          <Loaded query={sections}>
            {(taught) => <Lines of={of} teachers={all} sections={taught} mayEnd={assigns} />}
          </Loaded>
        )}
      </Loaded>
      {assigning && <AssignDialog of={of} sections={sections.data ?? []} onClose={() => setAssigning(false)} />}
    </section>
  );
}

interface LinesProps {
  of: SchoolClass;
  teachers: TeacherOfClass[];
  sections: Section[];
  mayEnd: boolean;
}

function Lines({ of, teachers, sections, mayEnd }: LinesProps) {
  const { t } = useTranslation("desk");
  const leads = teachers.filter(({ sectionId }) => !sectionId);
  const taught = new Set(teachers.map(({ sectionId }) => sectionId));
  const nameOf = (sectionId: string) => sections.find(({ id }) => id === sectionId)?.title ?? "";
  const lines = [
    ...leads.map((teacher) => ({ teacher, place: `classes/${of.id}`, what: t("teachers.lead") })),
    ...teachers.flatMap((teacher) =>
      teacher.sectionId ? [{ teacher, place: `sections/${teacher.sectionId}`, what: nameOf(teacher.sectionId) }] : [],
    ),
  ];
  return (
    <ul className="col g3">
      {leads.length === 0 && <li className="bad">{t("teachers.noLead")}</li>}
      {lines.map(({ teacher, place, what }) => (
        <Line key={`${place} ${teacher.personId}`} teacher={teacher} place={place} what={what} mayEnd={mayEnd} />
      ))}
      {sections
        .filter(({ id }) => !taught.has(id))
        .map(({ id, title }) => (
          <li key={id} className="bad">
            {t("teachers.nobody", { title })}
          </li>
        ))}
    </ul>
  );
}

function Line({
  teacher,
  place,
  what,
  mayEnd,
}: {
  teacher: TeacherOfClass;
  place: string;
  what: string;
  mayEnd: boolean;
}) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const { personId, name } = teacher;
  const end = () =>
    act(() => api.unassign(place, personId), t("teachers.ended", { name, what }), {
      work: () => api.assign(place, personId),
      done: t("teachers.assigned", { name, what }),
    });
  return (
    <li className="row">
      <PersonAvatar id={personId} name={name} size="s" />
      <span className="grow">
        <b>{name}</b>
        <br />
        <span className="t13 dim">{what}</span>
      </span>
      {teacher.isSubstitute && <span className="tag warn">{t("teachers.substitute")}</span>}
      {teacher.rests && <span className="tag warn">{t("people.states.leave")}</span>}
      {mayEnd && (
        <button
          type="button"
          className="ib"
          disabled={busy}
          aria-label={t("teachers.endOf", { name, what })}
          title={t("teachers.endOf", { name, what })}
          onClick={() => void end()}
        >
          <Icon name="close" small />
        </button>
      )}
    </li>
  );
}
