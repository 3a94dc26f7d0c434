import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NotificationsSection } from "../push/NotificationsSection";
import { ChildrenSection } from "../schools/consents/ChildrenSection";
import { useChats, useMe } from "../shell/context";
import { PersonAvatar } from "../shell/parts/Avatar";
import { Confirm } from "../shell/parts/Dialog";
import { Icon } from "../shell/parts/Icon";
import { chooseTheme, currentTheme, themes } from "../shell/theme";
import { language, languages, speak } from "../texts/language";
import { Schools } from "./ChooseSchool";
import { FactorSection } from "./factor/FactorSection";
import style from "./Profile.module.css";
import { ProfilesSection } from "./ProfilesSection";
import { roleName, roleTag } from "./roles";
import { Sessions } from "./Sessions";
import { ThinLine } from "./ThinLine";
import { useLeaving } from "./useLeaving";

/** Who one is here, how the page looks, where one is signed in. */
export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className={style.page}>
      <div className={style.in}>
        <header className="row g4">
          <PersonAvatar id={me.personId} name={me.name} size="l" />
          <div className="grow col g1">
            <h1 className="t26">{me.name}</h1>
            <p className="row wrap g2">
              {me.roles.map((role) => (
                <span key={role} className={`tag ${roleTag(role)}`}>
                  {roleName(t, role)}
                </span>
              ))}
            </p>
          </div>
        </header>
        {me.affiliations.length > 0 && (
          <section className="card col g2" aria-labelledby="school">
            <h2 className="t17" id="school">
              {t("people.school")}
            </h2>
            <Schools />
          </section>
        )}
        {me.roles.includes("guardian") && <ChildrenSection />}
        <ProfilesSection />
        <Look />
        <NotificationsSection />
        <Sessions />
        <FactorSection />
        <SignOut />
      </div>
    </div>
  );
}

function Look() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(currentTheme);
  return (
    <section className="card col g4" aria-labelledby="look">
      <h2 className="t17" id="look">
        {t("shell.theme")}
      </h2>
      <div className="seg" role="group" aria-labelledby="look">
        {themes.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === theme}
            onClick={() => {
              chooseTheme(one);
              setTheme(one);
            }}
          >
            {t(`shell.themes.${one}`)}
          </button>
        ))}
      </div>
      <h2 className="t17" id="language">
        {t("shell.language")}
      </h2>
      <div className="seg" role="group" aria-labelledby="language">
        {languages.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language()} onClick={() => void speak(one)}>
            {t(`shell.languages.${one}`)}
          </button>
        ))}
      </div>
      <ThinLine />
    </section>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const leave = useLeaving();
  const [asking, setAsking] = useState(false);
  const unsent = useChats((state) => state.pending.length);

  return (
    <div>
      <button className="btn line" type="button" onClick={() => setAsking(true)}>
        <Icon name="out" />
        {t("people.signOut")}
      </button>
      {asking && (
        <Confirm
          title={t("people.signOutTitle")}
          hint={
            <>
              {t("people.signOutHint")} {unsent > 0 && t("people.signOutUnsent", { count: unsent })}
            </>
          }
          act={t("people.signOut")}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
