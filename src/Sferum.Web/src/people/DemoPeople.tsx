import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices } from "../shell/context";
import { PersonAvatar } from "../shell/parts/Avatar";
import { Icon } from "../shell/parts/Icon";
import { Failed, Waiting } from "../shell/parts/States";
import { why } from "../shell/words";
import type { DemoPerson } from "./protocol";
import { roleName, roleTag } from "./roles";
import style from "./SignIn.module.css";

interface DemoPeopleProps {
  people: DemoPerson[] | undefined;
  failed: boolean;
  onRetry: () => void;
}

/** Somebody to be. */
export function DemoPeople({ people: all, failed, onRetry }: DemoPeopleProps) {
  const { t } = useTranslation();
  const { people, session } = useServices();
  const [words, setWords] = useState("");
  const [error, setError] = useState<string | null>(null);

  const enter = async (person: DemoPerson) => {
    setError(null);
    try {
      session.accept(await people.demoSignIn(person.personId));
    } catch (failure) {
      setError(why(t, failure));
    }
  };

  if (failed) return <Failed onRetry={onRetry} />;
  if (!all) return <Waiting />;
  const wanted = words.trim().toLowerCase();
  const found = all.filter((person) => `${person.name} ${person.place}`.toLowerCase().includes(wanted));
  return (
    <div className="col g2">
      <label className="search">
        <span className="sr">{t("people.demoFilter")}</span>
        <Icon name="search" small />
        <input
          className="inp"
          type="search"
          placeholder={t("people.demoFilter")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <p className="err" role="alert">
        {error}
      </p>
      {found.length === 0 && <p className="dim">{t("people.demoNobody")}</p>}
      <ul className={style.people}>
        {found.map((person) => (
          <li key={`${person.personId} ${person.role} ${person.place}`}>
            <button type="button" className={style.person} onClick={() => void enter(person)}>
              <PersonAvatar id={person.personId} name={person.name} />
              <span className="grow col g1">
                <span className="b">{person.name}</span>
                <span className="t13 dim">{person.place}</span>
              </span>
              <span className={`tag ${roleTag(person.role)}`}>{roleName(t, person.role)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
