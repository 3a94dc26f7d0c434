import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { useApi, useMe } from "../../shell/context";
import { ConsentCard } from "../consents/ConsentCard";
import { EndGuardianDialog } from "../guardians/EndGuardianDialog";
import { MovementDialog } from "../movements/MovementDialog";
import type { MovementKind } from "../movements/protocol";
import { Crumbs } from "../parts/Crumbs";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { may } from "../rights";
import { peopleApi } from "./api";
import { HistoryCard } from "./HistoryCard";
import { PersonalDataCard } from "./PersonalDataCard";
import type { NamedPerson, SchoolPerson } from "./protocol";
import { stateOf, stateTag } from "./state";
import { fullName } from "./words";

/** One person of the school: places past and present, consents, movement, and what is kept about them. */
export function PersonPage() {
  const { personId } = useParams({ from: "/signed-in/desk/school/people/$personId" });
  const api = useApi(peopleApi);
  const found = useDesk(["people", "one", personId], () => api.one(personId));
  return <Loaded query={found}>{(person) => <Page key={person.personId} person={person} />}</Loaded>;
}

function Page({ person }: { person: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const me = useMe();
  const [moving, setMoving] = useState<MovementKind | null>(null);
  const isStudent = person.roles.includes("student");
  const state = stateOf(person);
  const moves = may(me.roles, "manageMovement");
  const kinds: MovementKind[] = person.onLeave
    ? ["return", "dismissal"]
    : isStudent
      ? ["class_transfer", "leave", "release", "dismissal"]
      : ["leave", "dismissal"];
  return (
    <DeskPage
      title={fullName(person)}
      right="seePeople"
      sub={
        <span className="row wrap g2">
          {person.roles.map((role) => (
            <span key={role} className={`tag ${roleTag(role)}`}>
              {roleName(page, role)}
            </span>
          ))}
          <span className={`tag ${stateTag[state]}`}>{t(`people.states.${state}`)}</span>
          {person.classId && (
            <Link to="/school/classes/$classId" params={{ classId: person.classId }}>
              {person.classTitle}
            </Link>
          )}
        </span>
      }
      above={<Crumbs link={<Link to="/school/people">{t("pages.people")}</Link>} here={fullName(person)} />}
    >
      <div className="side-r">
        <div className="col g4">
          {may(me.roles, "manageEnrollment") && <HistoryCard personId={person.personId} />}
          {isStudent && may(me.roles, "recordConsent") && <ConsentCard student={person} />}
        </div>
        <div className="col g4">
          {person.guardians.length > 0 && <Guardians of={person} />}
          {moves && !person.roles.includes("guardian") && (
            <section className="card col g2" aria-labelledby="person-movement">
              <h2 className="t17" id="person-movement">
                {t("pages.movements")}
              </h2>
              {kinds.map((kind) => (
                <button key={kind} type="button" className="btn line" onClick={() => setMoving(kind)}>
                  {t(`movements.kinds.${kind}`)}
                </button>
              ))}
            </section>
          )}
          {may(me.roles, "exportPerson") && <PersonalDataCard person={person} />}
        </div>
      </div>
      {moving && <MovementDialog kind={moving} person={person} onClose={() => setMoving(null)} />}
    </DeskPage>
  );
}

function Guardians({ of }: { of: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const [ending, setEnding] = useState<NamedPerson | null>(null);
  return (
    <section className="card col g2" aria-labelledby="person-guardians">
      <h2 className="t17" id="person-guardians">
        {t("roster.guardians")}
      </h2>
      <ul className="col g1">
        {of.guardians.map((guardian) => (
          <li key={guardian.personId} className="row wrap g2">
            <Link className="grow" to="/school/people/$personId" params={{ personId: guardian.personId }}>
              {guardian.name}
            </Link>
            {may(me.roles, "confirmGuardians") && (
              <button
                type="button"
                className="btn s danger-line"
                aria-label={t("guardians.endOf", { name: guardian.name })}
                onClick={() => setEnding(guardian)}
              >
                {t("guardians.end")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndGuardianDialog guardian={ending} student={of} onClose={() => setEnding(null)} />}
    </section>
  );
}
