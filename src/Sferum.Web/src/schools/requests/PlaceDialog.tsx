import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../shell/form/FormDialog";
import type { KeptPlace } from "../joining/protocol";

/** Somebody whom the school's lists do not know. */
export const nobodys = "00000000-0000-0000-0000-000000000000";

interface PlaceDialogProps {
  name: string;
  kept: KeptPlace[];
  onChosen: (place: string) => void;
  onClose: () => void;
}

/** The lists keep a place for people of this name: whose it is, only somebody who knows the child can say. */
export function PlaceDialog({ name, kept, onChosen, onClose }: PlaceDialogProps) {
  const { t } = useTranslation("desk");
  const group = useId();
  const [place, setPlace] = useState<string | null>(null);
  const choice = (id: string, words: string) => (
    <label key={id} className="check">
      <input type="radio" className="cb" name={group} checked={place === id} onChange={() => setPlace(id)} />
      <span>{words}</span>
    </label>
  );
  return (
    <FormDialog
      title={t("requests.placeTitle", { name })}
      hint={t("requests.placeHint")}
      act={t("requests.accept")}
      busy={place === null}
      refusal={null}
      onSubmit={(event) => {
        event.preventDefault();
        if (place !== null) onChosen(place);
        onClose();
      }}
      onClose={onClose}
    >
      <fieldset className="col g2">
        <legend className="sr">{t("requests.placeTitle", { name })}</legend>
        {kept.map((one) => choice(one.personId, one.name))}
        {choice(nobodys, t("requests.nobodys"))}
      </fieldset>
    </FormDialog>
  );
}
