import { useTranslation } from "react-i18next";
import { forgetPerson } from "../chats/storage";
import { useServices, useSession } from "../shell/context";
import { PersonAvatar } from "../shell/parts/Avatar";
import { Icon } from "../shell/parts/Icon";
import { toast } from "../shell/Toasts";
import type { Me } from "./protocol";
import { roleName, roleTag } from "./roles";
import style from "./SignIn.module.css";

/** Who else has signed in on this device: one press goes on as them. */
export function OtherProfiles() {
  const { t } = useTranslation();
  const { session } = useServices();
  const { others } = useSession();
  const forget = (me: Me) => {
    session.forgetAside(me.personId);
    void forgetPerson(me.personId);
    toast(t("people.profiles.forgotten"));
  };
  return (
    <ul>
      {others.map((me) => (
        <li key={me.personId} className="row g1">
          <button
            type="button"
            className={style.person}
            aria-label={t("people.profiles.switchTo", { name: me.name })}
            onClick={() => void session.switchTo(me.personId)}
          >
            <PersonAvatar id={me.personId} name={me.name} />
            <span className="grow col g1">
              <span className="b">{me.name}</span>
              <RolesOf me={me} />
            </span>
          </button>
          <button
            type="button"
            className="ib"
            aria-label={t("people.profiles.forget", { name: me.name })}
            title={t("people.profiles.forget", { name: me.name })}
            onClick={() => forget(me)}
          >
            <Icon name="close" small />
          </button>
        </li>
      ))}
    </ul>
  );
}

function RolesOf({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <span className="row wrap g1">
      {me.roles.map((role) => (
        <span key={role} className={`tag ${roleTag(role)}`}>
          {roleName(t, role)}
        </span>
      ))}
    </span>
  );
}
