import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { TextField } from "../../shell/form/fields";
import { text } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "./api";
import type { Subject } from "./protocol";

/** The catalogue of subjects. */
export function SubjectsSection() {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const [archived, setArchived] = useState(false);
  const [naming, setNaming] = useState<Subject | "new" | null>(null);
  const list = useDesk(["subjects", archived], () => api.subjects(archived));
  const columns = useMemo<Column<Subject>[]>(
    () => [{ id: "title", title: t("structure.subject"), value: (one) => one.title, isHead: true }],
    [t],
  );
  return (
    <section className="card tight" aria-labelledby="subjects">
      <div className="card-h">
        <h2 className="t17 grow" id="subjects">
          {t("structure.subjects")}
        </h2>
        <button type="button" className="chip" aria-pressed={archived} onClick={() => setArchived(!archived)}>
          {t("archive.show")}
        </button>
        <button type="button" className="btn s line" onClick={() => setNaming("new")}>
          <Icon name="plus" small />
          {t("structure.newSubject")}
        </button>
      </div>
      <Loaded query={list}>
        {(subjects) => (
          <DataTable
            name={t("structure.subjects")}
            columns={columns}
            rows={subjects}
            rowId={(one) => one.id}
            sortedBy={{ id: "title" }}
            pageSize={15}
            acts={(one) => <SubjectActs of={one} onRename={() => setNaming(one)} />}
            empty={<Empty title={t(archived ? "archive.empty" : "structure.noSubjects")} />}
          />
        )}
      </Loaded>
      {naming && <SubjectDialog of={naming === "new" ? null : naming} onClose={() => setNaming(null)} />}
    </section>
  );
}

function SubjectActs({ of, onRename }: { of: Subject; onRename: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const { id, title } = of;
  const archived = { work: () => api.archiveSubject(id), done: t("archive.archived", { title }) };
  const restored = { work: () => api.restoreSubject(id), done: t("archive.restored", { title }) };
  if (of.archivedAt != null) {
    return (
      <button
        type="button"
        className="btn s soft"
        disabled={busy}
        onClick={() => void act(restored.work, restored.done, archived)}
      >
        {t("archive.restore")}
      </button>
    );
  }
  return (
    <span className="row g1">
      <button type="button" className="btn s line" onClick={onRename}>
        {t("classes.rename")}
      </button>
      <button
        type="button"
        className="btn s line"
        disabled={busy}
        onClick={() => void act(archived.work, archived.done, restored)}
      >
        {t("archive.archive")}
      </button>
    </span>
  );
}

const schema = v.object({ title: text(100) });

function SubjectDialog({ of, onClose }: { of: Subject | null; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, { title: of?.title ?? "" });
  return (
    <FormDialog
      title={t(of ? "structure.renameSubject" : "structure.newSubject")}
      hint={of ? t("structure.renameHint") : undefined}
      act={t("form.save")}
      busy={formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit(async ({ title }) => {
        await (of ? api.renameSubject(of.id, title) : api.createSubject(title));
        toast(t("structure.subjectSaved", { title }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <TextField label={t("structure.subject")} error={formState.errors.title} {...register("title")} />
    </FormDialog>
  );
}
