import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { LocalActText } from "../regulation/LocalActText";
import type { LocalAct } from "../regulation/protocol";
import { localActsApi } from "./api";

export function ReadDialog({ of, onClose }: { of: LocalAct; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const act = useDesk(["local-acts", of.kind, of.version], () => api.read(of.kind, of.version));
  return (
    <Dialog title={t("documents.titleOf", { title: of.title, version: of.version })} onClose={onClose}>
      <Loaded query={act}>{(whole) => <LocalActText act={whole} />}</Loaded>
    </Dialog>
  );
}
