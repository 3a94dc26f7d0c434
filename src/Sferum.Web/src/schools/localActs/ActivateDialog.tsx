import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { CheckField } from "../../shell/form/fields";
import { useAct } from "../parts/useAct";
import type { LocalAct } from "../regulation/protocol";
import { localActsApi } from "./api";

/**
 * The director puts a version into force, and says whether something is closed without it: of the regulation everything else, of the consent's text
 * writing for students who need one.
 */
export function ActivateDialog({ of, onClose }: { of: LocalAct; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const { act, busy } = useAct();
  const [required, setRequired] = useState(false);
  const activate = async () => {
    const done = await act(
      () => api.activate(of.kind, of.version, required),
      t("documents.activated", { title: of.title }),
    );
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t("documents.activateTitle", { title: of.title })}
      hint={t("documents.activateHint")}
      act={t("documents.activate")}
      busy={busy}
      refusal={null}
      onSubmit={(event) => {
        event.preventDefault();
        void activate();
      }}
      onClose={onClose}
    >
      <CheckField
        label={t(`documents.required.${of.kind}`)}
        hint={t(`documents.requiredHints.${of.kind}`)}
        checked={required}
        onChange={(event) => setRequired(event.target.checked)}
      />
    </FormDialog>
  );
}
