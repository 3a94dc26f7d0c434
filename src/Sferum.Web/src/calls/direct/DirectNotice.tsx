import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";

/** Without a media server nobody enforces what whoever leads forbids: that is said as long as it is so. */
export function DirectNotice() {
  const { t } = useTranslation("call");
  return (
    <div className="banner warn round" role="note">
      <Icon name="info" small />
      <span className="grow">{t("direct")}</span>
    </div>
  );
}
