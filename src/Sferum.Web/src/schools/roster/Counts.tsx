import { useTranslation } from "react-i18next";
import type { RosterCount } from "./protocol";

const parts = ["new", "changed", "ended"] as const;
const looks = { new: "good", changed: "warm", ended: "bad" } as const;

/** How much comes, changes and ends: first in sum, then kind by kind. */
export function Counts({ counts, done }: { counts: RosterCount[]; done: boolean }) {
  const { t } = useTranslation("desk");
  if (counts.length === 0) return <p className="dim">{t("import.noChange")}</p>;
  const total = (part: (typeof parts)[number]) => counts.reduce((sum, one) => sum + one[part], 0);
  return (
    <>
      <dl className="stats">
        {parts.map((part) => (
          <div key={part} className="stat">
            <dt>{t(`import.${done ? "were" : "will"}.${part}`)}</dt>
            <dd className={total(part) > 0 ? looks[part] : ""}>{total(part)}</dd>
          </div>
        ))}
      </dl>
      <section className="card col g2" aria-labelledby="import-counts">
        <h2 className="t17" id="import-counts">
          {t("import.what")}
        </h2>
        <ul className="col g1">
          {counts.map((one) => (
            <li key={one.kind}>
              <b>{t(`import.kinds.${one.kind}`)}</b>:{" "}
              {parts
                .filter((part) => one[part] > 0)
                .map((part) => t(`import.parts.${part}`, { value: one[part] }))
                .join(", ")}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
