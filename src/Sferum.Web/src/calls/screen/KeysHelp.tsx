import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/parts/Dialog";
import style from "../Call.module.css";

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("call");
  const keys: [string, string][] = [
    ["Ctrl + D", t("keys.microphone")],
    ["Ctrl + E", t("keys.camera")],
    [t("keys.space"), t("keys.push")],
    ["Ctrl + Alt + H", t("keys.hand")],
    ["?", t("keys.help")],
  ];
  return (
    <Dialog title={t("keys.title")} onClose={onClose}>
      <dl className={style.keys}>
        {keys.map(([key, what]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd style={{ margin: 0 }}>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
