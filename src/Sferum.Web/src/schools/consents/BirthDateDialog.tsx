import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { optionalDate } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import type { NamedPerson } from "../people/protocol";
import { consentsApi } from "./api";

const schema = v.object({ birthDate: optionalDate });

interface BirthDateDialogProps {
  student: NamedPerson;
  before: string;
  onClose: () => void;
}

/** When a student was born: whoever is under 14 needs a consent. */
export function BirthDateDialog({ student, before, onClose }: BirthDateDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(consentsApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, { birthDate: before });
  return (
    <FormDialog
      title={t("consents.bornTitle", { name: student.name })}
      hint={t("consents.bornHint")}
      act={t("form.save")}
      busy={formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ birthDate }) => {
        await api.born(student.personId, birthDate || null);
        toast(t("consents.bornSaved"));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField label={t("consents.born")} type="date" error={formState.errors.birthDate} {...register("birthDate")} />
    </FormDialog>
  );
}
