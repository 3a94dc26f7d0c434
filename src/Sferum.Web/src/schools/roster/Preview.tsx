import { useTranslation } from "react-i18next";
import { CheckField } from "../../shell/form/fields";
import { Counts } from "./Counts";
import { Orgs } from "./Orgs";
import { Problems } from "./Problems";
import type { RosterPreview, RosterWish } from "./protocol";

interface PreviewProps {
  preview: RosterPreview;
  /** It has happened: what is shown is what was done. */
  done: boolean;
  wish: RosterWish;
  busy: boolean;
  onWish: (wish: RosterWish) => void;
  onApply: () => void;
}

/** What would happen, what stands against it, and the one button that does it. */
export function Preview({ preview, done, wish, busy, onWish, onApply }: PreviewProps) {
  const { t } = useTranslation("desk");
  const { refusal, counts, problemCount, notes } = preview;
  const rows = counts.reduce((sum, one) => sum + one.new + one.changed + one.ended, 0);
  return (
    <div className="col g4" aria-busy={busy}>
      <p className={`banner round ${refusal ? "bad" : ""}`} role="status">
        {done ? t("import.done") : (refusal?.message ?? t("import.nothingYet"))}
      </p>
      {preview.orgs.length > 0 && (
        <Orgs orgs={preview.orgs} fixed={done || busy} onChoose={(org) => onWish({ ...wish, org })} />
      )}
      <Counts counts={counts} done={done} />
      {problemCount > 0 && <Problems problems={preview.problems} count={problemCount} />}
      {notes.length > 0 && (
        <section className="card col g2" aria-labelledby="import-notes">
          <h2 className="t17" id="import-notes">
            {t("import.notes")}
          </h2>
          <ul className="col g1 t13 dim">
            {notes.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        </section>
      )}
      {!done && (
        <div className="col g3">
          {(problemCount > 0 || wish.skipBadRows) && (
            <CheckField
              label={t("import.skip")}
              hint={t("import.skipHint")}
              checked={wish.skipBadRows}
              disabled={busy}
              onChange={() => onWish({ ...wish, skipBadRows: !wish.skipBadRows })}
            />
          )}
          {(refusal?.code === "roster.refused.large_removal" || wish.allowLargeRemoval) && (
            <CheckField
              label={t("import.removal")}
              hint={t("import.removalHint")}
              checked={wish.allowLargeRemoval}
              disabled={busy}
              onChange={() => onWish({ ...wish, allowLargeRemoval: !wish.allowLargeRemoval })}
            />
          )}
          <div>
            <button
              type="button"
              className="btn pri"
              disabled={busy || refusal != null || rows === 0}
              onClick={onApply}
            >
              {busy ? t("import.looking") : t("import.apply", { count: rows })}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
