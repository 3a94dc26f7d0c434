import { useTranslation } from "react-i18next";
import style from "../../people/Profile.module.css";
import { Acceptance } from "./Acceptance";

/** The school's regulation, to be read at any time. */
export function RegulationPage() {
  const { t } = useTranslation();
  return (
    <div className={style.page}>
      <div className={style.in}>
        <h1 className="t26">{t("regulation.title")}</h1>
        <Acceptance />
      </div>
    </div>
  );
}
