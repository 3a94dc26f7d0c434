import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";

/** A version that waits, where the school does not close everything else for it. */
export function RegulationBanner() {
  const { t } = useTranslation();
  const me = useMe();
  if (me.regulationPending == null) return null;
  return (
    <div className="banner">
      <Icon name="info" small />
      <span className="grow">{t("regulation.pending")}</span>
      <Link className="btn s line" to="/regulation">
        {t("regulation.open")}
      </Link>
    </div>
  );
}
