import { useTranslation } from "react-i18next";
import { useIsInCall } from "../../calls/current";
import { Icon } from "../parts/Icon";
import { useNewVersion } from "./versions";

/** A new version is there: offered, never forced, and not during a session. What is being written is a draft, and drafts outlive the reload. */
export function VersionBanner() {
  const { t } = useTranslation();
  const take = useNewVersion((state) => state.take);
  const inCall = useIsInCall();
  return (
    <div role="status">
      {take && !inCall && (
        <div className="banner">
          <Icon name="retry" small />
          <span className="grow">{t("shell.newVersion")}</span>
          <button className="btn s" type="button" onClick={take}>
            {t("shell.reload")}
          </button>
        </div>
      )}
    </div>
  );
}
