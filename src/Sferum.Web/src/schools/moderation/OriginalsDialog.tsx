import { useTranslation } from "react-i18next";
import { Dialog } from "../../shell/parts/Dialog";
import type { Original } from "./api";

/** What was written before somebody changed it or took it back. This reading is in the record. */
export function OriginalsDialog({ title, of, onClose }: { title: string; of: Original[]; onClose: () => void }) {
  const { t } = useTranslation("desk");
  return (
    <Dialog title={t("moderation.originals", { title })} onClose={onClose}>
      <p className="banner warn round">{t("moderation.recorded")}</p>
      {of.length === 0 && <p className="dim">{t("moderation.neverChanged")}</p>}
      <ul className="list card">
        {of.map(({ number, changedBy, text }) => (
          <li key={`${number} ${changedBy}`} className="li">
            <span className="tag num">№ {number}</span>
            <span className="grow">{text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
