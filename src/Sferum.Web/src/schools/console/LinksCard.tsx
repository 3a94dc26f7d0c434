import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { dayOf } from "../../texts/times";
import { invitationsApi } from "../invitations/api";
import { linkName } from "../invitations/words";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";

const looked = 50;
const shown = 5;
const soonMs = 86_400_000;

/** Links that live: how many have come by each, and which is about to end. */
export function LinksCard() {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(invitationsApi);
  const links = useDesk(["invitations", "first"], () => api.first(looked));
  return (
    <section className="card col g3" aria-labelledby="links">
      <h2 className="t17" id="links">
        {t("pages.invitations")}
      </h2>
      <Loaded query={links}>
        {(all) => {
          const alive = all.filter((one) => one.alive);
          if (alive.length === 0) return <p className="dim">{t("console.noLinks")}</p>;
          return (
            <ul className="col g2">
              {alive.slice(0, shown).map((link) => (
                <li key={link.id} className="row">
                  <span className="grow">{linkName(t, page, link)}</span>
                  {link.expiresAt - Date.now() < soonMs ? (
                    <span className="tag warn">{t("invitations.endsSoon")}</span>
                  ) : (
                    <span className="t13 dim num nw">
                      {t("invitations.usedUntil", { uses: link.uses, cap: link.cap, when: dayOf(link.expiresAt) })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <Link className="btn line full" to="/school/invitations">
        <Icon name="qr" small />
        {t("invitations.new")}
      </Link>
    </section>
  );
}
