import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { optionalText } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import type { ClassFate, RolloverPreview, RolloverWish } from "./api";

interface FatesProps {
  preview: RolloverPreview;
  wish: RolloverWish;
  onWish: (wish: RolloverWish) => void;
}

/** What becomes of each class; one that goes over otherwise is told so here. */
export function Fates({ preview, wish, onWish }: FatesProps) {
  const { t } = useTranslation("desk");
  const [changing, setChanging] = useState<ClassFate | null>(null);
  const columns = useColumns();
  return (
    <section className="card tight" aria-label={t("rollover.classes")}>
      <DataTable
        name={t("rollover.classes")}
        columns={columns}
        rows={preview.classes}
        rowId={(one) => one.classId}
        acts={(one) => (
          <button type="button" className="btn s line" onClick={() => setChanging(one)}>
            {t("classes.rename")}
          </button>
        )}
      />
      {changing && (
        <ChoiceDialog
          of={changing}
          onChoice={(title, grade) => {
            const others = wish.classes.filter(({ classId }) => classId !== changing.classId);
            const choice = title || grade ? [{ classId: changing.classId, title, grade }] : [];
            onWish({ ...wish, classes: [...others, ...choice] });
          }}
          onClose={() => setChanging(null)}
        />
      )}
    </section>
  );
}

function useColumns(): Column<ClassFate>[] {
  const { t } = useTranslation("desk");
  return useMemo(
    () => [
      {
        id: "title",
        title: t("rollover.now"),
        value: (one) => one.title,
        isHead: true,
      },
      {
        id: "next",
        title: t("rollover.then"),
        value: (one) => one.newTitle ?? t("rollover.leaves"),
        cell: (one) =>
          one.newTitle ? <b>{one.newTitle}</b> : <span className="tag warn">{t("rollover.leaves")}</span>,
      },
      { id: "students", title: t("classes.students"), value: (one) => one.students, isNumber: true },
      { id: "repeaters", title: t("rollover.repeaters"), value: (one) => one.repeaters, isNumber: true },
      { id: "sections", title: t("structure.sections"), value: (one) => one.sections, isNumber: true },
    ],
    [t],
  );
}

const schema = v.object({ title: optionalText(100), grade: optionalText(2) });

interface ChoiceDialogProps {
  of: ClassFate;
  onChoice: (title: string | undefined, grade: number | undefined) => void;
  onClose: () => void;
}

function ChoiceDialog({ of, onChoice, onClose }: ChoiceDialogProps) {
  const { t } = useTranslation("desk");
  const { register, submit, formState } = useDeskForm(schema, { title: of.newTitle ?? "", grade: "" });
  return (
    <FormDialog
      title={t("rollover.choice", { title: of.title })}
      hint={t("rollover.choiceHint")}
      act={t("rollover.showAgain")}
      busy={false}
      refusal={null}
      onSubmit={submit(async ({ title, grade }) => {
        onChoice(title || undefined, grade ? Number(grade) : undefined);
        onClose();
      })}
      onClose={onClose}
    >
      <TextField label={t("rollover.newTitle")} optional error={formState.errors.title} {...register("title")} />
      <TextField
        label={t("rollover.gradeNow")}
        optional
        inputMode="numeric"
        error={formState.errors.grade}
        {...register("grade")}
      />
    </FormDialog>
  );
}
