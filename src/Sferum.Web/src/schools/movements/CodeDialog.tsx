import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import style from "./Movements.module.css";

/** What the family takes to the other school: shown this once. */
export function CodeDialog({ code, name, onClose }: { code: string; name: string; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    toast(t("movements.codeCopied"));
  };
  return (
    <Dialog title={t("movements.codeTitle")} onClose={onClose}>
      <p className="dim">{t("movements.codeHint", { name })}</p>
      <output className={style.code}>{code}</output>
      <div className="row wrap g2">
        <button type="button" className="btn line" onClick={() => void copy()}>
          <Icon name="copy" small />
          {t("movements.copy")}
        </button>
        <button type="button" className="btn pri" onClick={onClose}>
          {t("movements.codeKept")}
        </button>
      </div>
    </Dialog>
  );
}
