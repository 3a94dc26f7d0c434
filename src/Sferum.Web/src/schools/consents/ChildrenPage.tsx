import { useTranslation } from "react-i18next";
import style from "../../people/Profile.module.css";
import { ChildrenSection } from "./ChildrenSection";

/** A guardian's children, to which the banner leads. */
export function ChildrenPage() {
  const { t } = useTranslation();
  return (
    <div className={style.page}>
      <div className={style.in}>
        <h1 className="t26">{t("children.pageTitle")}</h1>
        <ChildrenSection />
      </div>
    </div>
  );
}
