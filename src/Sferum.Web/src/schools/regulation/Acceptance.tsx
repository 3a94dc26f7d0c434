import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe, useServices } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty, Failed, Waiting } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { dayOf } from "../../texts/times";
import { regulationApi } from "./api";
import { LocalActText } from "./LocalActText";
import style from "./Regulation.module.css";

/** The regulation in force, asked once for all who show it. */
export function useRegulation() {
  const me = useMe();
  const api = useApi(regulationApi);
  return useQuery({
    queryKey: ["regulation", me.personId, me.schoolId, me.regulationPending],
    queryFn: () => api.read(),
  });
}

/** Read, then accepted: the version that was read is named, so that nobody accepts another. */
export function Acceptance() {
  const { t } = useTranslation();
  const regulation = useRegulation();
  if (regulation.isPending) return <Waiting />;
  if (!regulation.data) return <Failed onRetry={() => void regulation.refetch()} />;
  const { active, acceptedAt } = regulation.data;
  if (!active) return <Empty title={t("regulation.none")} />;
  return (
    <div className="col g4">
      <div className="col g1">
        <h2 className="t17">{active.title}</h2>
        {active.activatedAt != null && (
          <p className="t13 dim">
            {t("regulation.version", { version: active.version, when: dayOf(active.activatedAt) })}
          </p>
        )}
      </div>
      <LocalActText act={active} />
      {acceptedAt == null ? (
        <Accept version={active.version} onChanged={() => void regulation.refetch()} />
      ) : (
        <p className="row g2">
          <Icon name="check" small />
          {t("regulation.accepted", { when: dayOf(acceptedAt) })}
        </p>
      )}
    </div>
  );
}

function Accept({ version, onChanged }: { version: number; onChanged: () => void }) {
  const { t } = useTranslation();
  const { session } = useServices();
  const api = useApi(regulationApi);
  const [read, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const accept = async () => {
    setBusy(true);
    setError(null);
    try {
      await api.accept(version);
      toast(t("regulation.done"));
      // The token says what is still to be accepted: another one is needed.
      await session.renew();
      onChanged();
    } catch (failure) {
      setError(why(t, failure));
      onChanged();
    }
    setBusy(false);
  };
  return (
    <div className="col g3">
      <label className={style.read}>
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />
        {t("regulation.read")}
      </label>
      <p className="err" role="alert">
        {error}
      </p>
      <button type="button" className="btn pri xl full" disabled={!read || busy} onClick={() => void accept()}>
        {t("regulation.accept")}
      </button>
    </div>
  );
}
