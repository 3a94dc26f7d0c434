import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pushApi } from "../../push/api";
import { HoursForm } from "../../push/HoursForm";
import { pushQuery } from "../../push/query";
import { useApi, useMe } from "../../shell/context";
import { useAct } from "../parts/useAct";

/** When nobody of the school is woken by a notification. Not there where the deployment sends none. */
export function QuietSection() {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(pushApi);
  const me = useMe();
  const queries = useQueryClient();
  const state = useQuery(pushQuery(api, me));
  const { act } = useAct();
  if (!state.data?.enabled) return null;
  const { school } = state.data;
  return (
    <section className="card col g2" aria-labelledby="school-quiet">
      <h2 className="t17" id="school-quiet">
        {page("push.quiet")}
      </h2>
      <p className="t13 dim">{t("quiet.hint")}</p>
      {school && <p className="t13">{t("quiet.zone", { zone: school.zone })}</p>}
      <HoursForm
        hours={school}
        onSet={async (hours) => {
          await act(() => (hours ? api.restSchool(hours) : api.wakeSchool()), page("push.saved"));
          await queries.invalidateQueries({ queryKey: ["push"] });
        }}
      />
    </section>
  );
}
