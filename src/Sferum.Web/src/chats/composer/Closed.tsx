import { useTranslation } from "react-i18next";
import { moment } from "../../texts/times";
import style from "./Composer.module.css";
import type { WhyClosed } from "./useClosed";

/** Who writes here, or until when one does not, and why. */
export function Closed({ why }: { why: WhyClosed }) {
  const { t } = useTranslation();
  return (
    <div className={`${style.composer} ${style.closed}`} role="status">
      {why.kind === "muted" ? (
        <>
          <p>
            {why.until === null ? t("chats.closed.muted") : t("chats.closed.mutedUntil", { at: moment(why.until) })}
          </p>
          {why.reason && <p>{t("chats.closed.reason", { reason: why.reason })}</p>}
        </>
      ) : (
        <p>{t(`chats.closed.${why.kind}`)}</p>
      )}
    </div>
  );
}
