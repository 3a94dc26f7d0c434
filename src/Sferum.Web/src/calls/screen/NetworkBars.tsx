import { useTranslation } from "react-i18next";
import style from "../Call.module.css";
import { useCall } from "../useCall";

/** How the line is, in bars and in words. */
export function NetworkBars() {
  const { t } = useTranslation("call");
  const { bars, reason } = useCall(({ network }) => network);
  const words = reason ? `${t(`network.${bars}`)}: ${t(`network.${reason}`)}` : t(`network.${bars}`);
  return (
    <span className="row g1 t13 dim" title={words}>
      <span className={style.bars} data-low={bars < 3 || undefined} aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <i key={bar} className={bar <= bars ? style.on : undefined} />
        ))}
      </span>
      <span className="sr">{words}</span>
    </span>
  );
}
