import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { FormDialog } from "../../shell/form/FormDialog";
import { AreaField } from "../../shell/form/fields";
import { text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";

interface RejectDialogProps {
  title: string;
  /** What the button says; "reject" where nothing else is said. */
  act?: string;
  /** What is told before it is asked why; that the applicant reads it where nothing else is said. */
  hint?: string;
  onReject: (reason: string) => Promise<void>;
  onClose: () => void;
}

const schema = v.object({ reason: text(500) });

/** No without a reason is no answer: whoever asked reads it. */
export function RejectDialog({ title, act, hint, onReject, onClose }: RejectDialogProps) {
  const { t } = useTranslation("desk");
  const { register, submit, formState, refusal } = useDeskForm(schema, { reason: "" });
  return (
    <FormDialog
      title={title}
      hint={hint ?? t("requests.reasonHint")}
      act={act ?? t("requests.reject")}
      busy={formState.isSubmitting}
      refusal={refusal}
      danger
      onSubmit={submit(async ({ reason }) => {
        await onReject(reason);
        onClose();
      })}
      onClose={onClose}
    >
      <AreaField label={t("requests.reason")} error={formState.errors.reason} maxLength={500} {...register("reason")} />
    </FormDialog>
  );
}
