import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { useAct } from "../parts/useAct";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";
import { ClassDialog } from "./ClassDialog";

/** What the administrator does with a class: both ways, so that each can be taken back. */
export function ClassActs({ of }: { of: SchoolClass }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const { act, busy } = useAct();
  const [renaming, setRenaming] = useState(false);
  const { id, title } = of;
  const archived = t("archive.archived", { title });
  const restored = t("archive.restored", { title });
  const archive = () => act(() => api.archiveClass(id), archived, { work: () => api.restoreClass(id), done: restored });
  const restore = () => act(() => api.restoreClass(id), restored, { work: () => api.archiveClass(id), done: archived });
  if (of.archivedAt != null) {
    return (
      <button type="button" className="btn s soft" disabled={busy} onClick={() => void restore()}>
        {t("archive.restore")}
      </button>
    );
  }
  return (
    <span className="row wrap g1">
      <button type="button" className="btn s line" onClick={() => setRenaming(true)}>
        {t("classes.rename")}
      </button>
      <button type="button" className="btn s line" disabled={busy} onClick={() => void archive()}>
        {t("archive.archive")}
      </button>
      {renaming && <ClassDialog of={of} onClose={() => setRenaming(false)} />}
    </span>
  );
}
