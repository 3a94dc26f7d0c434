import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { SelectField, TextField } from "../../shell/form/fields";
import { chosen, optionalText } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "./api";

const schema = v.object({ subjectId: chosen, classId: v.string(), grade: v.string(), group: optionalText(100) });

/** A subject begins to be taught: to a class, to a group of it, or to a group of a parallel. Its study chat comes with it. */
export function SectionDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const queries = useQueryClient();
  const subjects = useDesk(["subjects", false], () => api.subjects());
  const classes = useDesk(["classes"], () => api.classes({}));
  const parallels = useDesk(["parallels"], () => api.parallels());
  const { register, submit, watch, formState, refusal } = useDeskForm(schema, {
    subjectId: "",
    classId: "",
    grade: "",
    group: "",
  });
  const { errors, isSubmitting } = formState;
  const ofClass = watch("classId") !== "";
  return (
    <FormDialog
      title={t("structure.newSection")}
      hint={t("structure.sectionHint")}
      act={t("structure.make")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ subjectId, classId, grade, group }) => {
        const place = classId ? { classId } : { grade };
        const made = await api.createSection({ subjectId, ...place, group: group || undefined });
        toast(t("structure.sectionMade", { title: made.title }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <SelectField label={t("structure.subject")} error={errors.subjectId} {...register("subjectId")}>
        <option value="">{t("form.notChosen")}</option>
        {subjects.data?.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("requests.class")} error={errors.classId} {...register("classId")}>
        <option value="">{t("structure.noClass")}</option>
        {classes.data?.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      {!ofClass && (
        <SelectField label={t("classes.grade")} error={errors.grade} {...register("grade")}>
          <option value="">{t("form.notChosen")}</option>
          {parallels.data?.flatMap(({ grade }) =>
            grade
              ? [
                  <option key={grade} value={grade}>
                    {grade}
                  </option>,
                ]
              : [],
          )}
        </SelectField>
      )}
      <TextField
        label={t("structure.group")}
        hint={t(ofClass ? "structure.groupOfClass" : "structure.groupOfParallel")}
        optional={ofClass}
        error={errors.group}
        {...register("group")}
      />
    </FormDialog>
  );
}
