import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import type { JoinRequest } from "../joining/protocol";
import { requestsApi } from "./api";
import { RejectDialog } from "./RejectDialog";
import style from "./Requests.module.css";

interface DecidingProps {
  requests: JoinRequest[];
  chosen: ReadonlySet<string>;
  onDecided: () => void;
}

/** What is done with those who are chosen, and how far it is: hundreds take a while. */
export function Deciding({ requests, chosen, onDecided }: DecidingProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(requestsApi);
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [rejecting, setRejecting] = useState(false);
  // A request that somebody else has decided meanwhile is no longer there to be decided.
  const ids = requests.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const count = ids.length;

  const decide = async (accept: boolean, reason?: string) => {
    setDone(0);
    try {
      const results = await api.decide(ids, accept, reason, setDone);
      const refused = results.filter(({ refusal }) => refusal);
      const settled = results.length - refused.length;
      if (settled > 0) toast(t(accept ? "requests.accepted" : "requests.rejected", { count: settled }));
      const first = refused[0]?.refusal?.message;
      if (first) toast(t("requests.someRefused", { count: refused.length, why: first }));
      onDecided();
    } catch (error) {
      toast(why(page, error));
    } finally {
      setDone(null);
      void queries.invalidateQueries({ queryKey: ["desk"] });
    }
  };

  if (count === 0) return null;
  const busy = done !== null;
  return (
    <div className={style.deciding}>
      <b className="grow" role="status">
        {busy ? t("requests.progress", { done, of: count }) : t("requests.chosen", { count })}
      </b>
      <button className="btn pri" type="button" disabled={busy} onClick={() => void decide(true)}>
        {t("requests.acceptChosen", { count })}
      </button>
      <button className="btn line" type="button" disabled={busy} onClick={() => setRejecting(true)}>
        {t("requests.rejectChosen", { count })}
      </button>
      {rejecting && (
        <RejectDialog
          title={t("requests.rejectMany", { count })}
          onReject={(reason) => decide(false, reason)}
          onClose={() => setRejecting(false)}
        />
      )}
    </div>
  );
}
