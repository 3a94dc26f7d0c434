import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe, useServices } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Failed, Waiting } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import { dayOf } from "../../texts/times";
import { factorApi } from "./api";
import { Enrol } from "./Enrol";
import { FactorCodeForm } from "./FactorCodeForm";

/** Whether the person has a second factor, and a way to take it or to give it up. */
export function FactorSection() {
  const { t } = useTranslation();
  const { session } = useServices();
  const api = useApi(factorApi);
  const me = useMe();
  const queries = useQueryClient();
  const queryKey = ["factor", me.personId];
  const state = useQuery({ queryKey, queryFn: api.read });
  const [dialog, setDialog] = useState<"take" | "remove" | null>(null);
  const close = () => {
    setDialog(null);
    void queries.invalidateQueries({ queryKey });
  };
  const has = state.data?.since != null;
  return (
    <section className="card col g2" aria-labelledby="factor">
      <h2 className="t17" id="factor">
        {t("people.factor.title")}
      </h2>
      {state.isPending && <Waiting />}
      {state.isError && <Failed onRetry={() => void state.refetch()} />}
      {state.data && (
        <>
          <p className="t13 dim">
            {state.data.since != null
              ? `${t("people.factor.on", { when: dayOf(state.data.since) })} ${t("people.factor.codesLeft", { count: state.data.recoveryCodesLeft })}`
              : t("people.factor.off")}
          </p>
          <div>
            <button type="button" className="btn line" onClick={() => setDialog(has ? "remove" : "take")}>
              {t(has ? "people.factor.remove" : "people.factor.take")}
            </button>
          </div>
        </>
      )}
      {dialog === "take" && (
        <Dialog title={t("people.factor.take")} onClose={close}>
          <Enrol
            onDone={() => {
              close();
              void session.renew();
            }}
          />
        </Dialog>
      )}
      {dialog === "remove" && (
        <Dialog title={t("people.factor.removeTitle")} onClose={close}>
          <p className="dim">{t("people.factor.removeHint")}</p>
          <FactorCodeForm
            label={t("people.factor.code")}
            act={t("people.factor.remove")}
            danger
            onCode={async (code) => {
              await api.remove(code);
              toast(t("people.factor.removed"));
              close();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
