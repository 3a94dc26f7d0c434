import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DeskPage } from "../schools/parts/DeskPage";
import { Loaded } from "../schools/parts/Loaded";
import { may } from "../schools/rights";
import { useApi, useMe } from "../shell/context";
import { clock } from "../texts/times";
import { operatorsApi } from "./api";
import { CertificatesCard } from "./CertificatesCard";
import { DatabaseCard } from "./DatabaseCard";
import { MaintenanceCard } from "./MaintenanceCard";
import { MediaCard } from "./MediaCard";
import { GatewaysCard, SilosCard } from "./ProcessCards";
import type { Cluster } from "./protocol";
import { SchoolsCard } from "./SchoolsCard";
import { QueuesCard, SlowChatsCard, WorksCard } from "./WorkCards";

/** As long as somebody looks: a tab in the background asks nothing. */
const everyMs = 10_000;

/** How the deployment is, part by part. A part that did not answer is said to be unknown, and the others stand there. */
export function ClusterPage() {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const me = useMe();
  const cluster = useQuery({
    queryKey: ["desk", me.personId, me.schoolId, "cluster"],
    queryFn: api.cluster,
    enabled: may(me.roles, "seeCluster"),
    refetchInterval: everyMs,
    staleTime: 0,
  });
  return (
    <DeskPage title={t("cluster.title")} right="seeCluster" sub={<Asked query={cluster} />}>
      <div className="col g4">
        <MaintenanceCard />
        <Loaded query={cluster}>{(now) => <Parts of={now} />}</Loaded>
        <SchoolsCard />
      </div>
    </DeskPage>
  );
}

/** Of when it is; an old look stays on the page and says that it is old. */
function Asked({ query }: { query: UseQueryResult<Cluster> }) {
  const { t } = useTranslation("desk");
  const { data, isError } = query;
  if (!data) return null;
  const at = clock(data.at);
  return (
    <span className={isError ? "bad" : undefined} role={isError ? "status" : undefined}>
      {t(isError ? "cluster.old" : "cluster.asOf", { at, version: data.version })}
    </span>
  );
}

function Parts({ of }: { of: Cluster }) {
  return (
    <>
      <SilosCard silos={of.silos} now={of.at} />
      <GatewaysCard gateways={of.gateways} now={of.at} />
      <MediaCard nodes={of.mediaNodes} />
      <QueuesCard queues={of.queues} now={of.at} />
      <DatabaseCard database={of.database} />
      <SlowChatsCard chats={of.slowChats} />
      <WorksCard works={of.works} />
      <CertificatesCard certificates={of.certificates} now={of.at} />
    </>
  );
}
