import { useTranslation } from "react-i18next";
import { Dialog } from "../shell/parts/Dialog";
import { moment } from "../texts/times";
import style from "./Audit.module.css";
import type { AuditEntry } from "./api";

/** One act: how it was before, how it became, and why. */
export function EntryDialog({ of, onClose }: { of: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation("desk");
  return (
    <Dialog title={of.words} onClose={onClose}>
      <dl className="kv">
        <dt>{t("audit.when")}</dt>
        <dd className="num">{moment(of.at)}</dd>
        <dt>{t("audit.who")}</dt>
        <dd>{of.actorName ?? t("audit.system")}</dd>
        {of.subjectName && <dt>{t("audit.whom")}</dt>}
        {of.subjectName && <dd>{of.subjectName}</dd>}
        {of.reason && <dt>{t("audit.reason")}</dt>}
        {of.reason && <dd>{of.reason}</dd>}
        <dt>{t("audit.number")}</dt>
        <dd className="num">{of.number}</dd>
      </dl>
      {of.content !== "open" && <p className="banner warn round">{t(`audit.contents.${of.content}`)}</p>}
      <Words title={t("audit.before")} of={of.before} />
      <Words title={t("audit.after")} of={of.after} />
    </Dialog>
  );
}

function Words({ title, of }: { title: string; of: unknown }) {
  if (of == null) return null;
  return (
    <div className="col g1">
      <h3 className="t13 dim">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls in its frame, by the keyboard too */}
      <pre className={style.words} tabIndex={0}>
        {JSON.stringify(of, null, 2)}
      </pre>
    </div>
  );
}
