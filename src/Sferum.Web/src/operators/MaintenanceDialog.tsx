import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { fromLocal, toLocal } from "../chats/dialogs/localTime";
import { useApi } from "../shell/context";
import type { FormWord } from "../shell/form/Field";
import { FormDialog } from "../shell/form/FormDialog";
import { AreaField, TextField } from "../shell/form/fields";
import { optionalText, text } from "../shell/form/rules";
import { useDeskForm } from "../shell/form/useDeskForm";
import { toast } from "../shell/Toasts";
import { operatorsApi } from "./api";
import { type Notice, noticeKey, type StandingNotice } from "./protocol";

const most = 500;
const hourMs = 3_600_000;
const say = (word: FormWord): FormWord => word;

/** As an <input type="datetime-local"> gives it: a minute by the reader's clock. */
const minute = v.pipe(v.string(), v.nonEmpty(say("notDate")), v.transform(fromLocal), v.number(say("notDate")));

const schema = v.pipe(
  v.object({ text: text(most), textEn: optionalText(most), from: minute, until: minute }),
  v.forward(
    v.check(({ from, until }) => until > from && until > Date.now(), say("outOfRange")),
    ["until"],
  ),
);

/** Maintenance to be announced, or announced otherwise: from when until when, in words. */
export function MaintenanceDialog({ standing, onClose }: { standing: Notice | null; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const queries = useQueryClient();
  const from = standing?.from ?? Math.ceil(Date.now() / hourMs) * hourMs;
  const { register, submit, formState, refusal } = useDeskForm(schema, {
    text: standing?.text ?? "",
    textEn: standing?.textEn ?? "",
    from: toLocal(from),
    until: toLocal(standing?.until ?? from + hourMs),
  });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t(standing ? "cluster.changeMaintenance" : "cluster.announce")}
      hint={t("cluster.announceHint")}
      act={t("cluster.announceAct")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (form) => {
        const notice = await api.announce({ ...form, textEn: form.textEn || null });
        queries.setQueryData<StandingNotice>(noticeKey, { notice });
        toast(t("cluster.announced"));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <AreaField label={t("cluster.text")} maxLength={most} error={errors.text} {...register("text")} />
      <AreaField
        label={t("cluster.textEn")}
        lang="en"
        maxLength={most}
        optional
        error={errors.textEn}
        {...register("textEn")}
      />
      <div className="cols-2">
        <TextField label={t("cluster.from")} type="datetime-local" error={errors.from} {...register("from")} />
        <TextField label={t("cluster.until")} type="datetime-local" error={errors.until} {...register("until")} />
      </div>
    </FormDialog>
  );
}
