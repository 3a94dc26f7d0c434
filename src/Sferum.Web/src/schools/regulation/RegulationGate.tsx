import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import style from "../../people/SignIn.module.css";
import { SignInFrame } from "../../people/SignInFrame";
import { useServices } from "../../shell/context";
import { Waiting } from "../../shell/parts/States";
import { Acceptance, useRegulation } from "./Acceptance";

/** Where a school demands it, nothing is open before its regulation is accepted. Without a line what is kept here stays readable. */
export function RegulationGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { session } = useServices();
  const regulation = useRegulation();
  if (regulation.isPending) return <Waiting />;
  if (!regulation.data?.required || regulation.data.acceptedAt != null) return children;
  return (
    <SignInFrame wide>
      <div className="col g2">
        <h1 className="t26">{t("regulation.title")}</h1>
        <p className="dim">{t("regulation.gateHint")}</p>
      </div>
      <Acceptance />
      <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={() => void session.signOut()}>
        {t("people.signOut")}
      </button>
    </SignInFrame>
  );
}
