import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { AreaField } from "../../shell/form/fields";
import { optionalText } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { consentsApi } from "./api";

const schema = v.object({ reason: optionalText(500) });

interface WithdrawDialogProps {
  studentId: string;
  name: string;
  onClose: () => void;
}

/** Takes a consent back: the child reads on and does not write until there is another. */
export function WithdrawDialog({ studentId, name, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(consentsApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, { reason: "" });
  return (
    <FormDialog
      title={t("consents.withdrawTitle", { name })}
      hint={t("consents.withdrawHint")}
      act={t("consents.withdraw")}
      busy={formState.isSubmitting}
      refusal={refusal}
      danger
      onSubmit={submit(async ({ reason }) => {
        await api.withdraw(studentId, reason || undefined);
        toast(t("consents.withdrawn", { name }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <AreaField label={t("requests.reason")} optional error={formState.errors.reason} {...register("reason")} />
    </FormDialog>
  );
}
