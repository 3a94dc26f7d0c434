import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckField, SelectField, TextField } from "../../shell/form/fields";
import { Icon } from "../../shell/parts/Icon";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import type { RolloverWish } from "./api";

interface WishesProps {
  wish: RolloverWish;
  onWish: (wish: RolloverWish) => void;
}

/** How the year shall go over: each change shows anew what would happen. */
export function Wishes({ wish, onWish }: WishesProps) {
  const { t } = useTranslation("desk");
  return (
    <section className="card col g3" aria-labelledby="wishes">
      <h2 className="t17" id="wishes">
        {t("rollover.how")}
      </h2>
      <SelectField
        label={t("rollover.graduating")}
        value={wish.graduating}
        onChange={(event) => onWish({ ...wish, graduating: Number(event.target.value) })}
      >
        {[4, 9, 11].map((grade) => (
          <option key={grade} value={grade}>
            {grade}
          </option>
        ))}
      </SelectField>
      <CheckField
        label={t("rollover.withTeachers")}
        checked={wish.withTeachers}
        onChange={(event) => onWish({ ...wish, withTeachers: event.target.checked })}
      />
      <Repeaters wish={wish} onWish={onWish} />
      <Beginning wish={wish} onWish={onWish} />
    </section>
  );
}

function Repeaters({ wish, onWish }: WishesProps) {
  const { t } = useTranslation("desk");
  const [names, setNames] = useState<NamedPerson[]>([]);
  const set = (people: NamedPerson[]) => {
    setNames(people);
    onWish({ ...wish, repeaters: people.map(({ personId }) => ({ personId })) });
  };
  return (
    <div className="col g2">
      <PersonPicker
        label={t("rollover.addRepeater")}
        filter={{ role: "student" }}
        chosen={null}
        onChoose={(person) => person && set([...names.filter((one) => one.personId !== person.personId), person])}
      />
      <ul className="col g1">
        {names.map(({ personId, name }) => (
          <li key={personId} className="row">
            <span className="grow">{name}</span>
            <Remove name={name} onRemove={() => set(names.filter((one) => one.personId !== personId))} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Beginning({ wish, onWish }: WishesProps) {
  const { t } = useTranslation("desk");
  const [title, setTitle] = useState("");
  const add = () => {
    const grade = /^\d+/.exec(title)?.[0] ?? "1";
    onWish({ ...wish, beginning: [...wish.beginning, { title: title.trim(), grade }] });
    setTitle("");
  };
  return (
    <div className="col g2">
      <TextField
        label={t("rollover.beginning")}
        hint={t("rollover.beginningHint")}
        value={title}
        maxLength={100}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div>
        <button type="button" className="btn s line" disabled={title.trim() === ""} onClick={add}>
          {t("rollover.addClass")}
        </button>
      </div>
      <ul className="col g1">
        {wish.beginning.map((one) => (
          <li key={one.title} className="row">
            <span className="grow">{one.title}</span>
            <Remove
              name={one.title}
              onRemove={() => onWish({ ...wish, beginning: wish.beginning.filter((other) => other !== one) })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { t } = useTranslation("desk");
  return (
    <button
      type="button"
      className="ib"
      aria-label={t("rollover.remove", { name })}
      title={t("rollover.remove", { name })}
      onClick={onRemove}
    >
      <Icon name="close" small />
    </button>
  );
}
