import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { AreaField, SelectField, TextField } from "../../shell/form/fields";
import { chosen, numbers, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { useDesk } from "../parts/useDesk";
import { moderationApi } from "./api";

const schema = v.object({ chatId: chosen, numbers: numbers(20), reason: text(500) });

/** Asks for the originals of messages of a chat, named by their numbers, with a reason. */
export function EvidenceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(moderationApi);
  const queries = useQueryClient();
  const chats = useDesk(["school-chats"], api.chats);
  const { register, submit, formState, refusal } = useDeskForm(schema, { chatId: "", numbers: "", reason: "" });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t("moderation.askEvidence")}
      hint={t("moderation.askHint")}
      act={t("moderation.ask")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (values) => {
        await api.request(values.chatId, values.numbers, values.reason);
        toast(t("moderation.requested"));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <SelectField label={t("moderation.chat")} error={errors.chatId} {...register("chatId")}>
        <option value="">{t("form.notChosen")}</option>
        {chats.data?.map(({ chatId, title }) => (
          <option key={chatId} value={chatId}>
            {title}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("moderation.numbers")}
        hint={t("moderation.numbersHint")}
        error={errors.numbers}
        {...register("numbers")}
      />
      <AreaField label={t("requests.reason")} error={errors.reason} {...register("reason")} />
    </FormDialog>
  );
}
