import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "../structure/api";

/** Which school year is shown: the current one, until another is chosen. */
export function YearChips({ year, onYear }: { year: number | undefined; onYear: (year: number | undefined) => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const years = useDesk(["years"], api.years);
  if (!years.data || years.data.length < 2) return null;
  return (
    <div className="row wrap g1" role="group" aria-label={t("years.title")}>
      {years.data.map((one) => {
        const shown = one.current ? undefined : one.year;
        return (
          <button
            key={one.year}
            type="button"
            className="chip"
            aria-pressed={shown === year}
            onClick={() => onYear(shown)}
          >
            {yearName(one.year)}
          </button>
        );
      })}
    </div>
  );
}

/** 2026/27: a school year by the two calendar years that it lies in. */
export const yearName = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, "0")}`;
