import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { useAct } from "../parts/useAct";
import type { NamedPerson } from "../people/protocol";
import { RejectDialog } from "../requests/RejectDialog";
import { guardiansApi } from "./api";

interface EndGuardianDialogProps {
  guardian: NamedPerson;
  student: NamedPerson;
  onClose: () => void;
}

/** Somebody is a child's guardian no longer: the guardians' chat closes for it at once, unless another child is in the class. */
export function EndGuardianDialog({ guardian, student, onClose }: EndGuardianDialogProps) {
  const { t } = useTranslation("desk");
  const api = useApi(guardiansApi);
  const { act } = useAct();
  return (
    <RejectDialog
      title={t("guardians.endTitle", { name: guardian.name, child: student.name })}
      hint={t("guardians.endHint")}
      act={t("guardians.end")}
      onReject={async (reason) => {
        const ended = t("guardians.ended", { name: guardian.name });
        await act(() => api.end(guardian.personId, student.personId, reason), ended);
      }}
      onClose={onClose}
    />
  );
}
