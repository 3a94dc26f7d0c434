import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Cells } from "../parts/Cells";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { peopleApi } from "../people/api";
import type { ClassCoverage } from "../people/protocol";

/** Classes of which more than this part has not come are said in red. */
const poor = 0.6;
const shown = 8;

/** How far each class has come: those with the most missing first. */
export function CoverageCard() {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const coverage = useDesk(["coverage"], api.coverage);
  return (
    <section className="card" aria-labelledby="coverage">
      <div className="card-h">
        <h2 className="t17 grow" id="coverage">
          {t("console.coverage")}
        </h2>
        <Link className="t13" to="/school/classes">
          {t("console.allClasses")}
        </Link>
      </div>
      <Loaded query={coverage}>
        {(all) => (
          <>
            <ul>
              {[...all]
                .sort((a, b) => missing(b) - missing(a))
                .slice(0, shown)
                .map((one) => (
                  <Line key={one.classId} of={one} />
                ))}
            </ul>
            {all.length === 0 ? <p className="dim">{t("console.noClasses")}</p> : <Keys />}
          </>
        )}
      </Loaded>
    </section>
  );
}

const missing = ({ students, registered }: ClassCoverage): number => students - registered;

function Line({ of }: { of: ClassCoverage }) {
  const { t } = useTranslation("desk");
  const { students, registered, invited } = of;
  const label = t("console.coverageOf", { title: of.title, registered, invited, count: students });
  const isPoor = students > 0 && registered / students < poor;
  return (
    <li className="cover">
      <Link to="/school/classes/$classId" params={{ classId: of.classId }}>
        <b>{of.title}</b>
      </Link>
      <Cells
        label={label}
        groups={[
          { count: registered, look: "on" },
          { count: invited, look: "half" },
          { count: students - registered - invited, look: "" },
        ]}
      />
      <span className={`num t13 nw ${isPoor ? "bad b" : "dim"}`}>{t("console.of", { registered, students })}</span>
    </li>
  );
}

export function Keys() {
  const { t } = useTranslation("desk");
  return (
    <div className="row wrap g3" aria-hidden="true">
      <span className="key">
        <span className="cells">
          <i className="on" />
        </span>
        {t("console.keyOn")}
      </span>
      <span className="key">
        <span className="cells">
          <i className="half" />
        </span>
        {t("console.keyHalf")}
      </span>
      <span className="key">
        <span className="cells">
          <i />
        </span>
        {t("console.keyOff")}
      </span>
    </div>
  );
}
