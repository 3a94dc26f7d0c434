import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useApi, useMe, useServices } from "../../shell/context";
import { Failed, Waiting } from "../../shell/parts/States";
import style from "../SignIn.module.css";
import { SignInFrame } from "../SignInFrame";
import { factorApi } from "./api";
import { Enrol } from "./Enrol";
import { FactorCodeForm } from "./FactorCodeForm";

/** For those whose role demands a second factor: nothing else is open until it is taken, or shown on this device. */
export function FactorGate() {
  const { t } = useTranslation();
  const { session } = useServices();
  const api = useApi(factorApi);
  const me = useMe();
  const state = useQuery({ queryKey: ["factor", me.personId], queryFn: api.read });
  const renew = () => void session.renew();
  const has = state.data?.since != null;
  return (
    <SignInFrame>
      <div className="col g2">
        <h1 className="t26">{t(has ? "people.factor.signInTitle" : "people.factor.neededTitle")}</h1>
        <p className="dim">{t(has ? "people.factor.signInHint" : "people.factor.neededHint")}</p>
      </div>
      {state.isPending && <Waiting />}
      {state.isError && <Failed onRetry={() => void state.refetch()} />}
      {state.data && !has && <Enrol onDone={renew} />}
      {has && (
        <FactorCodeForm
          label={t("people.factor.code")}
          act={t("people.factor.go")}
          onCode={async (code) => {
            await api.confirm(code);
            await session.renew();
          }}
        />
      )}
      <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={() => void session.signOut()}>
        {t("people.signOut")}
      </button>
    </SignInFrame>
  );
}
