import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "../../shell/parts/Icon";
import { Age } from "../parts/Age";
import type { WaitingKind, WaitingWork } from "./api";

type Path = "/school/requests" | "/school/moderation" | "/school/movements" | "/school/classes" | "/school/structure";

/** Where each kind is settled. People who want to come in are answered above. */
const ways = {
  reports: { icon: "shield", to: "/school/moderation" },
  evidence: { icon: "shield", to: "/school/moderation" },
  failed_movements: { icon: "alert", to: "/school/movements" },
  planned_movements: { icon: "calendar", to: "/school/movements" },
  classes_without_teacher: { icon: "people", to: "/school/classes" },
  sections_without_teacher: { icon: "people", to: "/school/structure" },
} satisfies Partial<Record<WaitingKind, { icon: IconName; to: Path }>>;

type Settled = keyof typeof ways;
const isSettled = (kind: WaitingKind): kind is Settled => kind in ways;

/** Everything else that waits, a line a kind. */
export function WaitingList({ items }: { items: WaitingWork[] }) {
  const { t } = useTranslation("desk");
  const others = items.flatMap((one) => (isSettled(one.kind) ? [{ ...one, kind: one.kind }] : []));
  return (
    <section className="card tight" aria-labelledby="waiting-others">
      <div className="card-h">
        <h2 className="t17" id="waiting-others">
          {t("console.others")}
        </h2>
      </div>
      {others.length === 0 && <p className="li dim">{t("console.nothingElse")}</p>}
      <ul className="list">
        {others.map(({ kind, count, ageSeconds }) => {
          const { icon, to } = ways[kind];
          return (
            <li key={kind}>
              <Link className="li" to={to}>
                <Icon name={icon} />
                <b className="grow">{t(`console.kinds.${kind}`, { count })}</b>
                {kind !== "planned_movements" && <Age seconds={ageSeconds} />}
                <Icon name="right" small />
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
