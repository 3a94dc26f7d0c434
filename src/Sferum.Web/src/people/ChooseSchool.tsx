import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe, useServices } from "../shell/context";
import { why } from "../shell/words";
import { roleName, roleTag } from "./roles";
import style from "./SignIn.module.css";
import { SignInFrame } from "./SignInFrame";

/** For those who belong to several schools: where they act now. */
export function ChooseSchool() {
  const { t } = useTranslation();
  return (
    <SignInFrame>
      <div className="col g2">
        <h1 className="t26">{t("people.schoolTitle")}</h1>
        <p className="dim">{t("people.schoolHint")}</p>
      </div>
      <Schools />
    </SignInFrame>
  );
}

export function Schools() {
  const { t } = useTranslation();
  const { session } = useServices();
  const me = useMe();
  const [error, setError] = useState<string | null>(null);
  const choose = (schoolId: string) => session.actIn(schoolId).catch((failure) => setError(why(t, failure)));
  return (
    <>
      <p className="err" role="alert">
        {error}
      </p>
      <ul>
        {me.affiliations.map(({ schoolId, schoolName, roles }) => (
          <li key={schoolId ?? "all"}>
            <button
              type="button"
              className={style.person}
              disabled={!schoolId}
              aria-current={schoolId === me.schoolId ? "true" : undefined}
              onClick={() => schoolId && schoolId !== me.schoolId && void choose(schoolId)}
            >
              <span className="grow b">{schoolName ?? t("people.wholeDeployment")}</span>
              {roles.map((role) => (
                <span key={role} className={`tag ${roleTag(role)}`}>
                  {roleName(t, role)}
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
