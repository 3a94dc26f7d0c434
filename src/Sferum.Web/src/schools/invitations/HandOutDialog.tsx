import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { useAct } from "../parts/useAct";
import { PersonPicker } from "../people/PersonPicker";
import type { NamedPerson } from "../people/protocol";
import { invitationsApi } from "./api";
import type { Invitation } from "./protocol";

/** Notes to whom of the staff a link was handed: it is in the record. */
export function HandOutDialog({ link, name, onClose }: { link: Invitation; name: string; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(invitationsApi);
  const { act, busy } = useAct();
  const [to, setTo] = useState<NamedPerson | null>(null);
  const hand = async () => {
    if (!to) return;
    const done = await act(() => api.handOut(link.id, to.personId), t("invitations.handed", { name: to.name }));
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t("invitations.handTitle", { name })}
      hint={t("invitations.handHint")}
      act={t("invitations.hand")}
      busy={busy || !to}
      refusal={null}
      onSubmit={(event) => {
        event.preventDefault();
        void hand();
      }}
      onClose={onClose}
    >
      <PersonPicker label={t("invitations.handTo")} filter={{ role: "staff" }} chosen={to} onChoose={setTo} />
    </FormDialog>
  );
}
