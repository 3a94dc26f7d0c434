import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { useAct } from "../parts/useAct";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";

/** A student of the school who has no class comes into this one. */
export function EnrollDialog({ of, onClose }: { of: SchoolClass; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const [person, setPerson] = useState<NamedPerson | null>(null);
  const place = `classes/${of.id}`;
  const enroll = async () => {
    if (!person) return;
    const { personId, name } = person;
    const undo = {
      work: () => api.endEnrollment(place, personId),
      done: t("roster.removed", { name, title: of.title }),
    };
    let done = false;
    await act(
      () => api.enroll(place, personId).then(() => (done = true)),
      t("roster.enrolled", { name, title: of.title }),
      undo,
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t("roster.enrollTitle", { title: of.title })}
      hint={t("roster.enrollHint")}
      act={t("roster.enroll")}
      busy={busy || !person}
      refusal={null}
      onSubmit={(event) => {
        event.preventDefault();
        void enroll();
      }}
      onClose={onClose}
    >
      <PersonPicker label={t("roster.student")} filter={{ role: "student" }} chosen={person} onChoose={setPerson} />
    </FormDialog>
  );
}
