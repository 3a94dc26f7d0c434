import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { SelectField, TextField } from "../../shell/form/fields";
import { text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import type { NamedPerson } from "../people/protocol";
import { consentsApi } from "./api";

const schema = v.object({ paper: text(200), givenById: v.string() });

interface PaperDialogProps {
  student: NamedPerson & { guardians: NamedPerson[] };
  onClose: () => void;
}

/** A consent that lies on paper: where it lies is what is kept. */
export function PaperDialog({ student, onClose }: PaperDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(consentsApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, { paper: "", givenById: "" });
  return (
    <FormDialog
      title={t("consents.recordTitle", { name: student.name })}
      act={t("consents.record")}
      busy={formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ paper, givenById }) => {
        await api.record(student.personId, paper, givenById || undefined);
        toast(t("consents.recorded", { name: student.name }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField
        label={t("consents.where")}
        hint={t("consents.whereHint")}
        error={formState.errors.paper}
        {...register("paper")}
      />
      {student.guardians.length > 0 && (
        <SelectField label={t("consents.by")} optional {...register("givenById")}>
          <option value="">{t("form.notChosen")}</option>
          {student.guardians.map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </FormDialog>
  );
}
