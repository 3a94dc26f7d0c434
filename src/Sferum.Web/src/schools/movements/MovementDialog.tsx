import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { chosen, date, optionalDate, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { today } from "../../texts/times";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import { movementsApi } from "./api";
import { ClassField } from "./ClassField";
import { CodeDialog } from "./CodeDialog";
import type { MovementKind } from "./protocol";

interface MovementDialogProps {
  kind: MovementKind;
  person: NamedPerson | null;
  onClose: () => void;
}

const order = { orderNumber: text(50), orderedOn: date, effectiveOn: date };
const plain = v.object({ ...order, until: optionalDate, classId: v.string() });
const intoClass = v.object({ ...order, until: optionalDate, classId: chosen });
const forATime = v.object({ ...order, until: date, classId: v.string() });

const schemaOf = (kind: MovementKind) =>
  kind === "class_transfer" ? intoClass : kind === "substitution" ? forATime : plain;

/** A movement is ordered: who, by which order, from which day on. Of a release comes a code, shown once. */
export function MovementDialog({ kind, person: before, onClose }: MovementDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(movementsApi);
  const queries = useQueryClient();
  const [person, setPerson] = useState(before);
  const [insteadOf, setInsteadOf] = useState<NamedPerson | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const isSubstitution = kind === "substitution";
  const { register, submit, formState, refusal } = useDeskForm(schemaOf(kind), {
    orderNumber: "",
    orderedOn: today(),
    effectiveOn: today(),
    until: "",
    classId: "",
  });
  const { errors, isSubmitting } = formState;
  const staff = kind === "substitution" || kind === "dismissal" ? "staff" : undefined;

  if (code && person) return <CodeDialog code={code} name={person.name} onClose={onClose} />;
  return (
    <FormDialog
      title={t(`movements.kinds.${kind}`)}
      hint={t(`movements.hints.${kind}`)}
      act={t("movements.order")}
      busy={isSubmitting || !person || (isSubstitution && !insteadOf)}
      refusal={refusal}
      onSubmit={submit(async ({ until, classId, ...rest }) => {
        if (!person) return;
        const { code: given, movement } = await api.order({
          kind,
          personId: person.personId,
          ...rest,
          until: until || undefined,
          classId: classId || undefined,
          insteadOf: insteadOf?.personId,
        });
        toast(t(movement.status === "planned" ? "movements.planned" : "movements.applied", { name: person.name }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        if (given) setCode(given);
        else onClose();
      })}
      onClose={onClose}
    >
      <PersonPicker
        label={t(isSubstitution ? "movements.substitute" : "movements.whom")}
        filter={{ role: staff }}
        chosen={person}
        onChoose={setPerson}
      />
      {isSubstitution && (
        <PersonPicker
          label={t("movements.insteadOf")}
          filter={{ role: "staff" }}
          chosen={insteadOf}
          onChoose={setInsteadOf}
        />
      )}
      {kind === "class_transfer" && <ClassField error={errors.classId} {...register("classId")} />}
      <div className="cols-2">
        <TextField label={t("form.orderNumber")} error={errors.orderNumber} {...register("orderNumber")} />
        <TextField label={t("form.orderDate")} type="date" error={errors.orderedOn} {...register("orderedOn")} />
        <TextField
          label={t("movements.effectiveOn")}
          type="date"
          error={errors.effectiveOn}
          {...register("effectiveOn")}
        />
        {(kind === "leave" || isSubstitution) && (
          <TextField
            label={t("movements.until")}
            type="date"
            optional={kind === "leave"}
            error={errors.until}
            {...register("until")}
          />
        )}
      </div>
    </FormDialog>
  );
}
