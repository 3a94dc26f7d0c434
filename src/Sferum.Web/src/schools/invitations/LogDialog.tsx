import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { moment } from "../../texts/times";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { invitationsApi } from "./api";
import type { Invitation } from "./protocol";

/** What has happened with a link: who came by it, who held it in the hands. */
export function LogDialog({ link, name, onClose }: { link: Invitation; name: string; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(invitationsApi);
  const log = useDesk(["invitations", "log", link.id], () => api.log(link.id));
  return (
    <Dialog title={t("invitations.logOf", { name })} onClose={onClose}>
      <Loaded query={log}>
        {(events) =>
          events.length === 0 ? (
            <p className="dim">{t("invitations.logEmpty")}</p>
          ) : (
            <ul className="list card">
              {events.map((event) => (
                <li key={`${event.at} ${event.what} ${event.personId}`} className="li">
                  <span className="grow">
                    <b>{event.name}</b> {t(`invitations.did.${event.what}`, { to: event.to ?? "" })}
                  </span>
                  <time className="t13 dim num nw" dateTime={new Date(event.at).toISOString()}>
                    {moment(event.at)}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
