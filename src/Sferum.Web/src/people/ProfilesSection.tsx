import { useTranslation } from "react-i18next";
import { useClient, useServices, useSession } from "../shell/context";
import { OtherProfiles } from "./OtherProfiles";

/** The other people of this device, and a way to bring one more: nobody has to sign out for it. */
export function ProfilesSection() {
  const { t } = useTranslation();
  const { session } = useServices();
  const { others } = useSession();
  const client = useClient();
  const add = () => {
    client.stop();
    void session.setAside();
  };
  return (
    <section className="card col g2" aria-labelledby="profiles">
      <h2 className="t17" id="profiles">
        {t("people.profiles.title")}
      </h2>
      <p className="t13 dim">{t("people.profiles.hint")}</p>
      {others.length > 0 && <OtherProfiles />}
      <div>
        <button type="button" className="btn line" onClick={add}>
          {t("people.profiles.add")}
        </button>
      </div>
    </section>
  );
}
