import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import type { CallState, Groups, Seat } from "../protocol";
import { useAct, useEngine } from "../useCall";
import style from "./Groups.module.css";
import { groupOf } from "./here";
import { OpenGroups } from "./OpenGroups";
import { PrepareGroups } from "./PrepareGroups";

/** For whoever leads: making groups, sending people into them, and seeing who is where and who calls. */
export default function GroupsPanel({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const { groups } = state;
  return (
    <section className={`scroll ${style.panel}`} aria-label={t("groups.name")}>
      {!groups?.open && <PrepareGroups state={state} />}
      {groups && <OpenGroups groups={groups} />}
      {groups && (
        <ul className={style.grid}>
          {Array.from({ length: groups.count + 1 }, (_, group) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is its number
            <Group key={group} state={state} groups={groups} group={group} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who is in one group, or with all. */
function Group({ state, groups, group }: { state: CallState; groups: Groups; group: number }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const seats = state.seats.filter((seat) => (seat.group ?? 0) === group);
  const isHere = groupOf(state, me) === group;
  const name = group === 0 ? t("groups.withAll") : t("groups.group", { group });
  const visit = () => act(engine.lead({ act: "move_to_group", personId: me, groups: { group } }));
  return (
    <li className={style.group} data-here={(groups.open && isHere) || undefined}>
      <section aria-label={name}>
        <div className={style.head}>
          <h2>
            {name} · {seats.length}
          </h2>
          {groups.open && isHere && <span className="t13 dim">{t("groups.here")}</span>}
          {groups.open && !isHere && (
            <button className="btn s" type="button" aria-label={t("groups.visit", { name })} onClick={visit}>
              {t("groups.visitShort")}
            </button>
          )}
        </div>
        <ul className={style.people}>
          {seats.map((seat) => (
            <Person key={seat.personId} seat={seat} count={groups.count} hand={state.hands.includes(seat.personId)} />
          ))}
        </ul>
      </section>
    </li>
  );
}

function Person({ seat, count, hand }: { seat: Seat; count: number; hand: boolean }) {
  const { t } = useTranslation("call");
  const engine = useEngine();
  const act = useAct();
  const me = useMe().personId;
  const { personId, name } = seat;
  const move = (group: number) => act(engine.lead({ act: "move_to_group", personId, groups: { group } }));
  return (
    <li>
      {hand && <Icon name="hand" small />}
      <span className="grow ell">
        {personId === me ? t("you", { name }) : name}
        {hand && <span className="sr"> {t("groups.calls")}</span>}
      </span>
      {(personId === me || seat.role !== "leader") && (
        <select
          className={`inp ${style.where}`}
          aria-label={t("groups.where", { name })}
          value={seat.group ?? 0}
          onChange={(event) => move(Number(event.target.value))}
        >
          {Array.from({ length: count + 1 }, (_, group) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group is its number
            <option key={group} value={group}>
              {group === 0 ? t("groups.withAll") : t("groups.group", { group })}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
