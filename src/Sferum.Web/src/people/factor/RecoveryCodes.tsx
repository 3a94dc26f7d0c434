import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { toast } from "../../shell/Toasts";
import style from "./Factor.module.css";

/** Ten codes, shown once: whoever has not kept them does not get on. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [kept, setKept] = useState(false);
  const all = codes.join("\n");
  const copy = () => {
    void navigator.clipboard.writeText(all);
    toast(t("people.factor.copied"));
  };
  return (
    <div className="col g4">
      <div className="col g1">
        <h3 className="t17">{t("people.factor.codesTitle")}</h3>
        <p className="dim">{t("people.factor.codesHint")}</p>
      </div>
      <ul className={style.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code className="num">{code}</code>
          </li>
        ))}
      </ul>
      <div className="row wrap g2">
        <button type="button" className="btn line" onClick={copy}>
          <Icon name="copy" small />
          {t("people.factor.copyCodes")}
        </button>
        <button
          type="button"
          className="btn line"
          onClick={() => saveAs(new Blob([`${all}\n`], { type: "text/plain" }), t("people.factor.codesFile"))}
        >
          {t("people.factor.saveCodes")}
        </button>
      </div>
      <label className={style.kept}>
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.target.checked)} />
        {t("people.factor.kept")}
      </label>
      <button type="button" className="btn pri xl full" disabled={!kept} onClick={onDone}>
        {t("people.factor.done")}
      </button>
    </div>
  );
}
