import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { SelectField } from "../../shell/form/fields";
import { useAct } from "../parts/useAct";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import { structureApi } from "../structure/api";
import type { SchoolClass, Section } from "../structure/protocol";

interface AssignDialogProps {
  of: SchoolClass;
  sections: Section[];
  onClose: () => void;
}

/** Somebody of the staff gets the class or a subject in it: rights and chats come at once. */
export function AssignDialog({ of, sections, onClose }: AssignDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const [person, setPerson] = useState<NamedPerson | null>(null);
  const [sectionId, setSectionId] = useState("");
  const section = sections.find(({ id }) => id === sectionId);
  const place = section ? `sections/${section.id}` : `classes/${of.id}`;
  const what = section?.title ?? t("teachers.lead");
  const assign = async () => {
    if (!person) return;
    const { personId, name } = person;
    const undo = { work: () => api.unassign(place, personId), done: t("teachers.ended", { name, what }) };
    let done = false;
    await act(
      () => api.assign(place, personId).then(() => (done = true)),
      t("teachers.assigned", { name, what }),
      undo,
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t("teachers.assignTitle", { title: of.title })}
      hint={t("teachers.assignHint")}
      act={t("teachers.assign")}
      busy={busy || !person}
      refusal={null}
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
      onClose={onClose}
    >
      <PersonPicker label={t("teachers.whom")} filter={{ role: "staff" }} chosen={person} onChoose={setPerson} />
      <SelectField
        label={t("teachers.asWhat")}
        value={sectionId}
        onChange={(event) => setSectionId(event.target.value)}
      >
        <option value="">{t("teachers.lead")}</option>
        {sections.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
