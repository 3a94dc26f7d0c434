import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";

/** A guardian's own children for whom a consent waits: said until it is given. */
export function ConsentBanner() {
  const { t } = useTranslation();
  const { consentsPending = 0 } = useMe();
  if (consentsPending === 0) return null;
  return (
    <div className="banner">
      <Icon name="info" small />
      <span className="grow">{t("children.banner", { count: consentsPending })}</span>
      <Link className="btn s line" to="/children">
        {t("children.open")}
      </Link>
    </div>
  );
}
