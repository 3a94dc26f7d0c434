import { Link, Navigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { age } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { deskPages, may } from "../rights";
import { consoleApi, type WaitingWork } from "./api";
import { CoverageCard } from "./CoverageCard";
import { LinksCard } from "./LinksCard";
import { Newcomers } from "./Newcomers";
import { WaitingList } from "./WaitingList";

/** What waits for me: people first, then everything else, each with its age. */
export function ConsolePage() {
  const { t } = useTranslation("desk");
  const me = useMe();
  const api = useApi(consoleApi);
  const isHere = may(me.roles, "seePeople");
  const waiting = useDesk(["waiting"], api.waiting, isHere);
  // Whoever has no console of a school goes to the first page there is.
  const first = deskPages(me.roles)[0];
  if (!isHere && first) return <Navigate to={first.path} replace />;
  const school = me.affiliations.find(({ schoolId }) => schoolId === me.schoolId)?.schoolName ?? "";
  return (
    <DeskPage
      title={t("console.title")}
      right="seePeople"
      sub={waiting.data && `${school} · ${summary(waiting.data)}`}
      acts={
        may(me.roles, "seeInvitations") && (
          <Link className="btn pri" to="/school/invitations">
            <Icon name="plus" small />
            {t("console.invite")}
          </Link>
        )
      }
    >
      <div className="side-r">
        <div className="col g4">
          {may(me.roles, "decideJoinRequests") && <Newcomers kind="join" />}
          {may(me.roles, "confirmGuardians") && <Newcomers kind="guardians" />}
          <Loaded query={waiting}>{(items) => <WaitingList items={items} />}</Loaded>
        </div>
        <div className="col g4">
          <CoverageCard />
          {may(me.roles, "seeInvitations") && <LinksCard />}
        </div>
      </div>
    </DeskPage>
  );

  function summary(items: WaitingWork[]): string {
    if (items.length === 0) return t("console.nothing");
    const count = items.reduce((sum, one) => sum + one.count, 0);
    const oldest = Math.max(...items.map(({ ageSeconds }) => ageSeconds));
    return t("console.summary", { count, age: age(oldest) });
  }
}
