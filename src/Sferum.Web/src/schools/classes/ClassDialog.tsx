import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { optionalText, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";

const schema = v.object({ title: text(100), grade: optionalText(32) });

interface ClassDialogProps {
  /** The class that is renamed; without one another is made. */
  of?: SchoolClass;
  year?: number;
  onClose: () => void;
}

/** A class is made or renamed; its chats appear with it and follow its name. */
export function ClassDialog({ of, year, onClose }: ClassDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, {
    title: of?.title ?? "",
    grade: of?.grade ?? "",
  });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={of ? t("classes.renameTitle", { title: of.title }) : t("classes.new")}
      hint={t("classes.hint")}
      act={t(of ? "form.save" : "classes.make")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ title, grade }) => {
        const body = { title, grade: grade || undefined };
        if (of) await api.changeClass(of.id, body);
        else await api.createClass({ ...body, year });
        toast(t(of ? "classes.renamed" : "classes.made", { title }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField label={t("classes.title")} hint={t("classes.titleHint")} error={errors.title} {...register("title")} />
      <TextField label={t("classes.grade")} optional inputMode="numeric" error={errors.grade} {...register("grade")} />
    </FormDialog>
  );
}
