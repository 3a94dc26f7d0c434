import { useTranslation } from "react-i18next";
import { limits } from "../protocol";
import style from "./Composer.module.css";

const nearLimit = 200;

/** How much room is left, when little is. */
export function Counter({ length }: { length: number }) {
  const { t } = useTranslation();
  const left = limits.textLength - length;
  if (left > nearLimit) return null;
  return (
    <p className={`t12 num ${style.count} ${left < 0 ? style.over : ""}`} role="status">
      {left < 0 ? t("chats.composer.over", { count: -left }) : t("chats.composer.left", { count: left })}
    </p>
  );
}
