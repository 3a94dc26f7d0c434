import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag, showsRole } from "../../people/roles";
import { useApi } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { useDesk } from "../parts/useDesk";
import { peopleApi } from "./api";
import style from "./PersonPicker.module.css";
import type { PeopleFilter, SchoolPerson } from "./protocol";

interface PersonPickerProps {
  label: string;
  filter: PeopleFilter;
  chosen: { personId: string; name: string } | null;
  onChoose: (person: SchoolPerson | null) => void;
}

const typingMs = 250;
const offered = 8;

/** One person of the school, found by the beginning of a name: arrows walk, Enter chooses. */
export function PersonPicker({ label, filter, chosen, onChoose }: PersonPickerProps) {
  const { t } = useTranslation("desk");
  const id = useId();
  if (!chosen) return <Search id={id} label={label} filter={filter} onChoose={onChoose} />;
  return (
    <div className="field">
      <span className="t13 dim">{label}</span>
      <div className={style.chosen}>
        <PersonAvatar id={chosen.personId} name={chosen.name} size="s" />
        <b className="grow">{chosen.name}</b>
        <button type="button" className="btn s line" onClick={() => onChoose(null)}>
          {t("people.another")}
        </button>
      </div>
    </div>
  );
}

function Search({
  id,
  label,
  filter,
  onChoose,
}: Pick<PersonPickerProps, "label" | "filter" | "onChoose"> & { id: string }) {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const wanted = useSettled(words.trim());
  const found = useDesk(
    ["people", "find", filter, wanted],
    () => api.find({ ...filter, words: wanted }, offered),
    wanted !== "",
  );
  const people = wanted === "" ? [] : (found.data ?? []);
  const active = people[at];

  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && people.length > 0) {
      event.preventDefault();
      setAt((at + step + people.length) % people.length);
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      onChoose(active);
    } else if (event.key === "Escape" && words !== "") {
      event.preventDefault();
      event.stopPropagation();
      setWords("");
    }
  };

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="inp"
        id={id}
        role="combobox"
        autoComplete="off"
        aria-expanded={people.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${active.personId}` : undefined}
        aria-describedby={`${id}-note`}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <span className="hint" id={`${id}-note`} role="status">
        {wanted !== "" && found.isSuccess && people.length === 0 ? t("people.nobody") : t("people.findHint")}
      </span>
      <div id={`${id}-list`} role="listbox" aria-label={label} className={style.list}>
        {people.map((person, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={person.personId}
            id={`${id}-${person.personId}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            className={style.option}
            onClick={() => onChoose(person)}
          >
            <PersonAvatar id={person.personId} name={person.name} size="s" />
            <span className="grow">{person.name}</span>
            <Place of={person} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Place({ of }: { of: SchoolPerson }) {
  const { t: page } = useTranslation();
  if (of.classTitle) return <span className="t13 dim">{of.classTitle}</span>;
  const role = of.roles.find(showsRole);
  return role ? <span className={`tag ${roleTag(role)}`}>{roleName(page, role)}</span> : null;
}

/** A text once nobody has typed for a moment: not every letter is asked for. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
