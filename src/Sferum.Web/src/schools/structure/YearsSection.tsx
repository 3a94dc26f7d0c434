import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as v from "valibot";
import { useApi } from "../../shell/context";
import { FormDialog } from "../../shell/form/FormDialog";
import { CheckField, TextField } from "../../shell/form/fields";
import { date } from "../../shell/form/rules";
import { useDeskForm } from "../../shell/form/useDeskForm";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { isoDay } from "../../texts/times";
import { yearName } from "../classes/YearChips";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "./api";
import type { SchoolYear } from "./protocol";

/** School years, and which of them is the current one. */
export function YearsSection() {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const years = useDesk(["years"], api.years);
  const [editing, setEditing] = useState<SchoolYear | null>(null);
  return (
    <section className="card" aria-labelledby="years">
      <div className="card-h">
        <h2 className="t17 grow" id="years">
          {t("years.all")}
        </h2>
        <button type="button" className="btn s line" onClick={() => setEditing(next(years.data ?? []))}>
          <Icon name="plus" small />
          {t("years.add")}
        </button>
      </div>
      <Loaded query={years}>
        {(all) => (
          <ul className="col g2">
            {all.length === 0 && <li className="dim">{t("years.none")}</li>}
            {all.map((one) => (
              <li key={one.year} className="row wrap">
                <span className="grow">
                  <b>{yearName(one.year)}</b>{" "}
                  <span className="t13 dim nw">
                    {isoDay(one.startDate)} – {isoDay(one.endDate)}
                  </span>
                </span>
                {one.current && <span className="tag ok">{t("years.current")}</span>}
                <button
                  type="button"
                  className="ib"
                  aria-label={t("years.edit", { year: yearName(one.year) })}
                  title={t("years.edit", { year: yearName(one.year) })}
                  onClick={() => setEditing(one)}
                >
                  <Icon name="edit" small />
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing && <YearDialog of={editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

/** The year after the newest one, from the first of September to the end of May. */
function next(years: SchoolYear[]): SchoolYear {
  const year = Math.max(new Date().getFullYear() - 1, ...years.map((one) => one.year)) + 1;
  return { year, startDate: `${year}-09-01`, endDate: `${year + 1}-05-31`, current: years.length === 0 };
}

const schema = v.object({ startDate: date, endDate: date, current: v.boolean() });

function YearDialog({ of, onClose }: { of: SchoolYear; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(structureApi);
  const queries = useQueryClient();
  const { register, submit, formState, refusal } = useDeskForm(schema, of);
  const { errors, isSubmitting } = formState;
  return (
    <FormDialog
      title={t("years.edit", { year: yearName(of.year) })}
      act={t("form.save")}
      busy={isSubmitting}
      refusal={refusal}
      onSubmit={submit(async (values) => {
        await api.setYear({ year: of.year, ...values });
        toast(t("years.saved", { year: yearName(of.year) }));
        void queries.invalidateQueries({ queryKey: ["desk"] });
        onClose();
      })}
      onClose={onClose}
    >
      <div className="cols-2">
        <TextField label={t("years.start")} type="date" error={errors.startDate} {...register("startDate")} />
        <TextField label={t("years.end")} type="date" error={errors.endDate} {...register("endDate")} />
      </div>
      <CheckField label={t("years.makeCurrent")} hint={t("years.currentHint")} {...register("current")} />
    </FormDialog>
  );
}
