import { useTranslation } from "react-i18next";
import { chooseThinLine, useThinLine } from "../live/thinLine";

/** For lines that are slow or paid by the megabyte; kept per device. */
export function ThinLine() {
  const { t } = useTranslation();
  const { thin } = useThinLine();
  return (
    <label className="check">
      <input type="checkbox" checked={thin} onChange={(event) => chooseThinLine(event.target.checked)} />
      <span className="col g1">
        {t("shell.thinLine")}
        <span className="t13 dim">{t("shell.thinLineHint")}</span>
      </span>
    </label>
  );
}
