import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../schools/parts/useDesk";
import { useApi } from "../shell/context";
import style from "./Audit.module.css";
import { type AuditFilter, auditApi } from "./api";

/** By kind of act and by days: the days are the reader's, whole ones. */
export function AuditFilters({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(auditApi);
  const id = useId();
  const acts = useDesk(["audit", "acts"], api.acts);
  const day = (word: "from" | "to", value: string) => {
    const at = value === "" ? undefined : dayStart(value) + (word === "to" ? dayMs : 0);
    onFilter({ ...filter, [word]: at });
  };
  return (
    <div className={style.filters} role="search" aria-label={t("audit.filters")}>
      <div className="field">
        <label htmlFor={`${id}-act`}>{t("audit.what")}</label>
        <select
          className="inp"
          id={`${id}-act`}
          value={filter.act ?? ""}
          onChange={(event) => onFilter({ ...filter, act: event.target.value || undefined })}
        >
          <option value="">{t("audit.allActs")}</option>
          {acts.data?.map(({ act, words }) => (
            <option key={act} value={act}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-from`}>{t("audit.from")}</label>
        <input className="inp" id={`${id}-from`} type="date" onChange={(event) => day("from", event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>{t("audit.to")}</label>
        <input className="inp" id={`${id}-to`} type="date" onChange={(event) => day("to", event.target.value)} />
      </div>
    </div>
  );
}

const dayMs = 86_400_000;

const dayStart = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).getTime();
};
