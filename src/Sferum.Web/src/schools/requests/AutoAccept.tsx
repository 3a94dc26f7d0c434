import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { CheckField } from "../../shell/form/fields";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { requestsApi } from "./api";

/** Whether people whom the school's lists know come in without waiting. */
export function AutoAccept() {
  const { t } = useTranslation("desk");
  const api = useApi(requestsApi);
  const settings = useDesk(["join", "settings"], api.settings);
  const { act, busy } = useAct();
  if (!settings.data) return null;
  const { autoAccept } = settings.data;
  return (
    <CheckField
      label={t("requests.auto")}
      hint={t("requests.autoHint")}
      checked={autoAccept}
      disabled={busy}
      onChange={() => void act(() => api.set(!autoAccept), t(autoAccept ? "requests.autoOff" : "requests.autoOn"))}
    />
  );
}
