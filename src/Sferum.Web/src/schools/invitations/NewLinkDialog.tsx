import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { roleGroup } from "../../people/roles";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { SelectField, TextField } from "../../shell/form/fields";
import { wholeNumber } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "../structure/api";
import { invitationsApi } from "./api";
import type { NewInvitation, OpenInvitation } from "./protocol";

const staffRoles = ["class_teacher", "subject_teacher", "administration"] as const;
const hours = { day: 24, threeDays: 72, week: 168, month: 720 } as const;
type Life = keyof typeof hours;
const lives: Record<"staff" | "student", Life[]> = {
  staff: ["day", "threeDays", "week"],
  student: ["day", "threeDays", "week", "month"],
};

const schema = v.object({
  whom: v.picklist([...staffRoles, "student"]),
  classId: v.string(),
  life: v.picklist(["day", "threeDays", "week", "month"]),
  cap: wholeNumber(1, 1000),
});

interface NewLinkDialogProps {
  /** Makes a link for this class only. */
  classId?: string;
  onMade: (open: OpenInvitation) => void;
  onClose: () => void;
}

/** A link to be made: for whom, for how long, for how many. */
export function NewLinkDialog({ classId, onMade, onClose }: NewLinkDialogProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(invitationsApi);
  const structure = useApi(structureApi);
  const queries = useQueryClient();
  const classes = useDesk(["classes"], () => structure.classes({}), classId === undefined);
  const { register, submit, watch, formState, refusal } = useDeskForm(schema, {
    whom: "student",
    classId: classId ?? "",
    life: "week",
    cap: 40,
  });
  const isStudent = watch("whom") === "student";
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t("invitations.new")}
      hint={t("invitations.newHint")}
      act={t("invitations.make")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ whom, life, cap, ...form }) => {
        const kind: NewInvitation["kind"] = whom === "student" ? "student" : "staff";
        const target = kind === "student" ? { classId: form.classId } : { role: whom };
        const made = await api.create({ kind, ...target, cap, hours: hours[life] });
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onMade(made);
      })}
      onClose={onClose}
    >
      {classId === undefined && (
        <SelectField label={t("invitations.whom")} error={errors.whom} {...register("whom")}>
          <option value="student">{t("invitations.toStudents")}</option>
          {staffRoles.map((role) => (
            <option key={role} value={role}>
              {roleGroup(page, role)}
            </option>
          ))}
        </SelectField>
      )}
      {classId === undefined && isStudent && (
        <SelectField label={t("requests.class")} error={errors.classId} {...register("classId")}>
          <option value="">{t("form.notChosen")}</option>
          {classes.data?.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField label={t("invitations.life")} error={errors.life} {...register("life")}>
        {lives[isStudent ? "student" : "staff"].map((life) => (
          <option key={life} value={life}>
            {t(`invitations.lives.${life}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("invitations.cap")}
        type="number"
        min={1}
        max={1000}
        error={errors.cap}
        {...register("cap")}
      />
    </FormDialog>
  );
}
