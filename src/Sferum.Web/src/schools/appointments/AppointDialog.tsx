import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { roleName } from "../../people/roles";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { SelectField, TextField } from "../../shell/form/fields";
import { date, optionalText, orderFile, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { today } from "../../texts/times";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import { appointmentsApi, type OrderForm } from "./api";

export type AppointKind = "admin" | "deputy" | "director";

const order = { orderNumber: text(50), orderDate: date, order: orderFile };
const known = { familyName: v.string(), givenName: v.string(), middleName: v.string(), phone: v.string() };
const stranger = { familyName: text(100), givenName: text(100), middleName: optionalText(100), phone: text(30) };
const plain = { role: v.string(), until: v.string() };
const forATime = { role: v.picklist(["school_admin", "administration"]), until: date };

const schemas = {
  known: { plain: v.object({ ...order, ...known, ...plain }), deputy: v.object({ ...order, ...known, ...forATime }) },
  stranger: {
    plain: v.object({ ...order, ...stranger, ...plain }),
    deputy: v.object({ ...order, ...stranger, ...forATime }),
  },
};

interface AppointDialogProps {
  kind: AppointKind;
  /** An operator enters an order about the director of this school, whose people only the school itself sees. */
  schoolId?: string;
  onClose: () => void;
}

/** An order that appoints somebody: who, by which order, with its file. */
export function AppointDialog({ kind, schoolId, onClose }: AppointDialogProps) {
  const { t } = useTranslation("desk");
  const [whom, setWhom] = useState<"known" | "stranger">("known");
  if (schoolId !== undefined) return <AppointForm kind={kind} whom="stranger" schoolId={schoolId} onClose={onClose} />;
  return (
    <AppointForm key={whom} kind={kind} whom={whom} onClose={onClose}>
      <div className="seg" role="group" aria-label={t("orders.whom")}>
        {(["known", "stranger"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === whom} onClick={() => setWhom(one)}>
            {t(`orders.whoms.${one}`)}
          </button>
        ))}
      </div>
    </AppointForm>
  );
}

interface AppointFormProps extends AppointDialogProps {
  whom: "known" | "stranger";
  children?: React.ReactNode;
}

function AppointForm({ kind, whom, schoolId, onClose, children }: AppointFormProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(appointmentsApi);
  const queries = useQueryClient();
  const [person, setPerson] = useState<NamedPerson | null>(null);
  const isDeputy = kind === "deputy";
  const { register, submit, formState, refusal } = useDeskForm(schemas[whom][isDeputy ? "deputy" : "plain"], {
    orderNumber: "",
    orderDate: today(),
    familyName: "",
    givenName: "",
    middleName: "",
    phone: "",
    role: isDeputy ? "administration" : "",
    until: "",
  });
  const { errors, isSubmitting } = formState;
  const send = { admin: api.replaceAdmin, deputy: api.appointDeputy, director: api.enterDirector }[kind];
  const text = (name: "familyName" | "givenName" | "middleName" | "phone", label: string, optional = false) => (
    <TextField label={label} optional={optional} error={errors[name]} {...register(name)} />
  );
  return (
    <FormDialog
      title={t(`orders.appoint.${kind}`)}
      hint={t(`orders.hints.${kind}`)}
      act={t("orders.enter")}
      busy={isSubmitting || (whom === "known" && !person)}
      refusal={refusal}
      onSubmit={submit(async ({ until, role, ...values }) => {
        const form: OrderForm = { ...values, personId: person?.personId };
        if (isDeputy) Object.assign(form, { role, until: endOf(until) });
        await (schoolId === undefined ? send(form) : api.enterDirectorOf(schoolId, form));
        toast(t(`orders.done.${kind}`));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      {children}
      {whom === "known" ? (
        <PersonPicker label={t("orders.person")} filter={{ role: "staff" }} chosen={person} onChoose={setPerson} />
      ) : (
        <div className="cols-2">
          {text("familyName", t("orders.familyName"))}
          {text("givenName", t("orders.givenName"))}
          {text("middleName", t("orders.middleName"), true)}
          {text("phone", t("requests.phone"))}
        </div>
      )}
      {isDeputy && (
        <div className="cols-2">
          <SelectField label={t("requests.role")} error={errors.role} {...register("role")}>
            {(["administration", "school_admin"] as const).map((role) => (
              <option key={role} value={role}>
                {roleName(page, role)}
              </option>
            ))}
          </SelectField>
          <TextField label={t("movements.until")} type="date" error={errors.until} {...register("until")} />
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

/** The end of a day, as the moment when a deputy's role ends by itself. */
const endOf = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + 1).getTime();
};
