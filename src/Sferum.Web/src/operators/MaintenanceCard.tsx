import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "../schools/parts/Loaded";
import { useAct } from "../schools/parts/useAct";
import { useDesk } from "../schools/parts/useDesk";
import { useApi } from "../shell/context";
import { Confirm } from "../shell/parts/Dialog";
import { Icon } from "../shell/parts/Icon";
import { moment } from "../texts/times";
import { operatorsApi } from "./api";
import { MaintenanceDialog } from "./MaintenanceDialog";
import { type Notice, noticeKey, type StandingNotice } from "./protocol";

/** What is announced to everybody, and the ways to announce, change and take it back. */
export function MaintenanceCard() {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const queries = useQueryClient();
  const standing = useDesk(["maintenance"], api.maintenance);
  const { act, busy } = useAct();
  const [open, setOpen] = useState<"dialog" | "end" | null>(null);

  const end = async () => {
    await act(async () => {
      await api.endMaintenance();
      queries.setQueryData<StandingNotice>(noticeKey, { notice: null });
    }, t("cluster.maintenanceEnded"));
  };

  return (
    <section className="card col g3" aria-labelledby="maintenance">
      <h2 className="t17" id="maintenance">
        {t("cluster.maintenance")}
      </h2>
      <Loaded query={standing}>
        {(notice) => (
          <>
            {notice ? <Standing of={notice} /> : <p className="dim">{t("cluster.noMaintenance")}</p>}
            <div className="row wrap g2">
              <button type="button" className="btn line" disabled={busy} onClick={() => setOpen("dialog")}>
                <Icon name="megaphone" small />
                {t(notice ? "cluster.changeMaintenance" : "cluster.announce")}
              </button>
              {notice && (
                <button type="button" className="btn danger-line" disabled={busy} onClick={() => setOpen("end")}>
                  {t("cluster.endMaintenance")}
                </button>
              )}
            </div>
            {open === "dialog" && <MaintenanceDialog standing={notice} onClose={() => setOpen(null)} />}
            {open === "end" && (
              <Confirm
                title={t("cluster.endMaintenance")}
                hint={t("cluster.endMaintenanceHint")}
                act={t("cluster.endMaintenance")}
                onConfirm={() => void end()}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Standing({ of }: { of: Notice }) {
  const { t } = useTranslation("desk");
  return (
    <dl className="kv">
      <dt>{t("cluster.from")}</dt>
      <dd>{moment(of.from)}</dd>
      <dt>{t("cluster.until")}</dt>
      <dd>{moment(of.until)}</dd>
      <dt>{t("cluster.text")}</dt>
      <dd>{of.text}</dd>
      {of.textEn && (
        <>
          <dt>{t("cluster.textEn")}</dt>
          <dd lang="en">{of.textEn}</dd>
        </>
      )}
    </dl>
  );
}
