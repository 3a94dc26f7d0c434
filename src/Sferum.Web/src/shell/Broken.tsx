import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "./parts/States";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main id="main" tabIndex={-1}>
      <Empty title={t("shell.notFound")}>
        <Link className="btn" to="/chats">
          {t("shell.toChats")}
        </Link>
      </Empty>
    </main>
  );
}

/** Something threw while drawing. What was written is on the device already. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <main id="main" tabIndex={-1} role="alert">
      <Empty title={t("shell.broken")} hint={t("shell.brokenHint")}>
        <button className="btn" type="button" onClick={() => window.location.reload()}>
          {t("shell.reload")}
        </button>
      </Empty>
    </main>
  );
}
