import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Loading has three more ends than success: each is drawn once, here. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <p className="empty" role="status">
      {t("shell.loading")}
    </p>
  );
}

export function Failed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="empty" role="alert">
      <h2>{t("shell.failed")}</h2>
      <p>{t("shell.failedHint")}</p>
      <button className="btn" type="button" onClick={onRetry}>
        {t("shell.retry")}
      </button>
    </div>
  );
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}
