import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { OtherProfiles } from "../../people/OtherProfiles";
import profile from "../../people/Profile.module.css";
import signIn from "../../people/SignIn.module.css";
import { SignInFrame } from "../../people/SignInFrame";
import { useServices, useSession } from "../../shell/context";
import { OwnRequests } from "./OwnRequests";

/** For those who belong to a school already and have asked for another place. */
export function WaitingPage() {
  return (
    <div className={profile.page}>
      <div className={profile.in}>
        <OwnRequests />
      </div>
    </div>
  );
}

/** For those who belong nowhere yet: nothing of any school is there for them. */
export function NewcomerPage() {
  const { t } = useTranslation();
  const { session } = useServices();
  const { others } = useSession();
  return (
    <SignInFrame>
      <OwnRequests />
      <div className="row wrap g2">
        <Link className="btn" to="/join">
          {t("joining.byLink")}
        </Link>
        <button type="button" className="btn line" onClick={() => void session.signOut()}>
          {t("people.signOut")}
        </button>
      </div>
      {others.length > 0 ? (
        <OtherProfiles />
      ) : (
        <button type="button" className={`t13 ${signIn.link} ${signIn.back}`} onClick={() => void session.setAside()}>
          {t("people.profiles.add")}
        </button>
      )}
    </SignInFrame>
  );
}
