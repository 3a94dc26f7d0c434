import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { regulationApi } from "./api";
import type { LocalAct } from "./protocol";
import style from "./Regulation.module.css";

/** A version as it is read: its text, or its file to be opened. */
export function LocalActText({ act }: { act: LocalAct }) {
  const { t } = useTranslation();
  const api = useApi(regulationApi);
  const open = async () => {
    try {
      saveAs(await api.file(act.kind, act.version), `${act.title}.pdf`);
    } catch (error) {
      toast(why(t, error));
    }
  };
  if (!act.hasFile) {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls in its frame, by the keyboard too
      <div className={style.text} tabIndex={0} role="region" aria-label={act.title}>
        {act.text}
      </div>
    );
  }
  return (
    <button type="button" className="btn line" onClick={() => void open()}>
      <Icon name="info" small />
      {t("regulation.openFile")}
    </button>
  );
}
