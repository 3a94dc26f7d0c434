import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ChatAccess } from "../protocol";
import style from "./Details.module.css";

/** What is not as usual: who writes, the pause between messages, that it is over. */
export function HowItIsSet({ access }: { access: ChatAccess | null | undefined }) {
  const { t } = useTranslation();
  if (!access) return null;
  const told = [
    access.archived && t("chats.settings.isArchived"),
    access.writers === "staff" && t("chats.closed.staff"),
    access.writers === "named" && t("chats.closed.named"),
    access.slowSeconds > 0 && t("chats.settings.isSlow", { pause: pauseText(t, access.slowSeconds) }),
  ].filter((line) => line !== false);
  if (told.length === 0) return null;
  return (
    <ul className={style.told}>
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** «30 секунд», «5 минут». */
export function pauseText(t: TFunction, seconds: number): string {
  return seconds % 60 === 0
    ? t("chats.settings.minutes", { count: seconds / 60 })
    : t("chats.settings.seconds", { count: seconds });
}
