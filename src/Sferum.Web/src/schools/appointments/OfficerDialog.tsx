import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { date, optionalText, orderFile, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { today } from "../../texts/times";
import { type Officer, officersApi } from "./officers";

const order = { orderNumber: text(50), orderDate: date, order: orderFile };
const names = { familyName: text(100), givenName: text(100), middleName: optionalText(100), phone: text(30) };
const noNames = { familyName: v.string(), givenName: v.string(), middleName: v.string(), phone: v.string() };
const schemas = { appoint: v.object({ ...order, ...names }), end: v.object({ ...order, ...noNames }) };

/** An order about an officer of the district: somebody new by name and phone, or the end of one. */
export function OfficerDialog({ ending, onClose }: { ending?: Officer; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(officersApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(ending ? schemas.end : schemas.appoint, {
    orderNumber: "",
    orderDate: today(),
    familyName: "",
    givenName: "",
    middleName: "",
    phone: "",
  });
  const { errors, isSubmitting } = formState;
  const field = (name: keyof typeof names, label: string, optional = false) => (
    <TextField label={label} optional={optional} error={errors[name]} {...register(name)} />
  );
  return (
    <FormDialog
      title={ending ? t("officers.endTitle", { name: ending.name }) : t("officers.appoint")}
      hint={t(ending ? "officers.endHint" : "officers.appointHint")}
      act={t(ending ? "officers.end" : "orders.enter")}
      busy={isSubmitting}
      refusal={refusal}
      danger={ending !== undefined}
      onSubmit={submit(async (form) => {
        if (ending) await api.end(ending.personId, form);
        else await api.appoint(form);
        const name = `${form.familyName} ${form.givenName}`;
        toast(ending ? t("officers.ended", { name: ending.name }) : t("officers.appointed", { name }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      {!ending && (
        <div className="cols-2">
          {field("familyName", t("orders.familyName"))}
          {field("givenName", t("orders.givenName"))}
          {field("middleName", t("orders.middleName"), true)}
          {field("phone", t("requests.phone"))}
        </div>
      )}
      <div className="cols-2">
        <TextField label={t("form.orderNumber")} error={errors.orderNumber} {...register("orderNumber")} />
        <TextField label={t("form.orderDate")} type="date" error={errors.orderDate} {...register("orderDate")} />
      </div>
      <TextField
        label={t("form.orderFile")}
        hint={t("form.orderFileHint")}
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        error={errors.order}
        {...register("order")}
      />
    </FormDialog>
  );
}
