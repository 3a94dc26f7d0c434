import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { AreaField, TextField } from "../../shell/form/fields";
import { actFile, text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { toast } from "../../shell/Toasts";
import type { LocalActKind } from "../regulation/protocol";
import { localActsApi } from "./api";

const asText = v.object({ title: text(200), text: text(100_000) });
const asFile = v.object({ title: text(200), file: actFile });

/** The next version, as a text or as a PDF. It changes nothing before the director puts it into force. */
export function DraftDialog({ kind, onClose }: { kind: LocalActKind; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const [how, setHow] = useState<"text" | "file">("text");
  const choice = (
    <div className="seg" role="group" aria-label={t("documents.how")}>
      {(["text", "file"] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === how} onClick={() => setHow(one)}>
          {t(`documents.hows.${one}`)}
        </button>
      ))}
    </div>
  );
  const Form = how === "text" ? TextForm : FileForm;
  return (
    <Form kind={kind} onClose={onClose}>
      {choice}
    </Form>
  );
}

interface DraftProps {
  kind: LocalActKind;
  onClose: () => void;
  children: React.ReactNode;
}

function useDrafted(onClose: () => void) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  return (title: string) => {
    toast(t("documents.draftMade", { title }));
    void queries.invalidateQueries({ queryKey: ["desk"] });
    onClose();
  };
}

function TextForm({ kind, onClose, children }: DraftProps) {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const drafted = useDrafted(onClose);
  const { register, submit, formState, refusal } = useDeskForm(asText, { title: "", text: "" });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t(`documents.kinds.${kind}`)}
      act={t("documents.draft")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (values) => {
        await api.draft(kind, values.title, values.text);
        drafted(values.title);
      })}
      onClose={onClose}
    >
      {children}
      <TextField label={t("documents.name")} error={errors.title} {...register("title")} />
      <AreaField label={t("documents.text")} rows={10} error={errors.text} {...register("text")} />
    </FormDialog>
  );
}

function FileForm({ kind, onClose, children }: DraftProps) {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const drafted = useDrafted(onClose);
  const { register, submit, formState, refusal } = useDeskForm(asFile, { title: "" });
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t(`documents.kinds.${kind}`)}
      act={t("documents.draft")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (values) => {
        await api.draftFile(kind, values.title, values.file);
        drafted(values.title);
      })}
      onClose={onClose}
    >
      {children}
      <TextField label={t("documents.name")} error={errors.title} {...register("title")} />
      <TextField
        label={t("documents.file")}
        hint={t("documents.fileHint")}
        type="file"
        accept="application/pdf"
        error={errors.file}
        {...register("file")}
      />
    </FormDialog>
  );
}
