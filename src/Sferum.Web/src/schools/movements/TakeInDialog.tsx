import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { chosen, date, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { today } from "../../texts/times";
import { movementsApi } from "./api";
import { ClassField } from "./ClassField";

const schema = v.object({ code: text(64), classId: chosen, orderNumber: text(50), orderedOn: date, effectiveOn: date });

/** A student of another school comes by the code of the release: there it ends and here it begins in one act. */
export function TakeInDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(movementsApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, {
    code: "",
    classId: "",
    orderNumber: "",
    orderedOn: today(),
    effectiveOn: today(),
  });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t("movements.takeIn")}
      hint={t("movements.takeInHint")}
      act={t("movements.takeInAct")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (taken) => {
        const { movement } = await api.takeIn(taken);
        toast(t(movement.status === "planned" ? "movements.planned" : "movements.applied", { name: movement.name }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField
        label={t("movements.releaseCode")}
        className="num"
        autoComplete="off"
        error={errors.code}
        {...register("code")}
      />
      <ClassField error={errors.classId} {...register("classId")} />
      <div className="cols-2">
        <TextField label={t("form.orderNumber")} error={errors.orderNumber} {...register("orderNumber")} />
        <TextField label={t("form.orderDate")} type="date" error={errors.orderedOn} {...register("orderedOn")} />
        <TextField
          label={t("movements.effectiveOn")}
          type="date"
          error={errors.effectiveOn}
          {...register("effectiveOn")}
        />
      </div>
    </FormDialog>
  );
}
