import { useTranslation } from "react-i18next";
import { useServices } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import style from "../SignIn.module.css";
import { FactorCodeForm } from "./FactorCodeForm";

/** The second step of a sign-in: the code from the phone was right, this person has an authenticator too. */
export function SecondForm({ ticket, onBack }: { ticket: string; onBack: () => void }) {
  const { t } = useTranslation();
  const { people, session } = useServices();
  return (
    <>
      <div className="col g2">
        <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={onBack}>
          <Icon name="back" small />
          {t("people.otherNumber")}
        </button>
        <h1 className="t26">{t("people.factor.signInTitle")}</h1>
        <p className="dim">{t("people.factor.signInHint")}</p>
      </div>
      <FactorCodeForm
        label={t("people.factor.code")}
        act={t("people.signIn")}
        onCode={async (code) => session.accept(await people.second({ ticket, code }))}
      />
    </>
  );
}
