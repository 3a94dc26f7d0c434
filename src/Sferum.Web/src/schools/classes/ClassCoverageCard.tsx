import { useTranslation } from "react-i18next";
import { Cells } from "../parts/Cells";
import type { SchoolPerson } from "../people/protocol";
import { type PersonState, stateOf } from "../people/state";

/** The class, one square a student. */
export function ClassCoverageCard({ students }: { students: SchoolPerson[] }) {
  const { t } = useTranslation("desk");
  const count = (...states: PersonState[]) => students.filter((one) => states.includes(stateOf(one))).length;
  const [active, silent, invited] = [count("active"), count("silent", "leave"), count("invited")];
  const absent = students.length - active - silent - invited;
  return (
    <section className="card col g3" aria-labelledby="class-coverage">
      <div className="row">
        <h2 className="t17 grow" id="class-coverage">
          {t("roster.coverage")}
        </h2>
        <b className="num">{t("console.of", { registered: active + silent, students: students.length })}</b>
      </div>
      <Cells
        big
        label={t("roster.coverageOf", { active, silent, invited, absent })}
        groups={[
          { count: active, look: "on" },
          { count: silent, look: "late" },
          { count: invited, look: "half" },
          { count: absent, look: "" },
        ]}
      />
      <div className="row wrap g3" aria-hidden="true">
        {(
          [
            ["on", "active"],
            ["late", "silent"],
            ["half", "invited"],
            ["", "absent"],
          ] as const
        ).map(([look, state]) => (
          <span key={state} className="key">
            <span className="cells">
              <i className={look} />
            </span>
            {t(`people.states.${state}`)}
          </span>
        ))}
      </div>
    </section>
  );
}
