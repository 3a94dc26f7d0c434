import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi, useMe } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { AreaField } from "../../shell/form/fields";
import { text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { toast } from "../../shell/Toasts";
import { useAct } from "../parts/useAct";
import { may } from "../rights";
import { peopleApi } from "./api";
import type { SchoolPerson } from "./protocol";

/** Everything that the school keeps about a person: handed over, or erased. */
export function PersonalDataCard({ person }: { person: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const me = useMe();
  const { act, busy } = useAct();
  const [erasing, setErasing] = useState(false);
  const hand = async () => {
    const file = await act(() => api.exportData(person.personId));
    if (file) saveAs(file, `${person.name}.json`);
  };
  return (
    <section className="card col g2" aria-labelledby="personal-data">
      <h2 className="t17" id="personal-data">
        {t("people.data")}
      </h2>
      <p className="t13 dim">{t("people.dataHint")}</p>
      <button type="button" className="btn line" disabled={busy} onClick={() => void hand()}>
        <Icon name="download" small />
        {t("people.export")}
      </button>
      {may(me.roles, "erasePerson") && person.personId !== me.personId && (
        <button type="button" className="btn danger-line" onClick={() => setErasing(true)}>
          {t("people.erase")}
        </button>
      )}
      {erasing && <EraseDialog person={person} onClose={() => setErasing(false)} />}
    </section>
  );
}

const schema = v.object({ reason: text(500) });

function EraseDialog({ person, onClose }: { person: SchoolPerson; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(peopleApi);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { register, submit, formState, refusal } = useDeskForm(schema, { reason: "" });
  return (
    <FormDialog
      title={t("people.eraseTitle", { name: person.name })}
      hint={t("people.eraseHint")}
      act={t("people.erase")}
      busy={formState.isSubmitting}
      refusal={refusal}
      danger
      onSubmit={submit(async ({ reason }) => {
        await api.erase(person.personId, reason);
        toast(t("people.erased", { name: person.name }));
        onClose();
        await navigate({ to: "/school/people" });
        void queries.invalidateQueries({ queryKey: ["desk"] });
      })}
      onClose={onClose}
    >
      <AreaField label={t("people.eraseReason")} error={formState.errors.reason} {...register("reason")} />
    </FormDialog>
  );
}
