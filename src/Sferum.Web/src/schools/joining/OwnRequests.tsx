import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { useApi, useMe, useServices } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty, Failed, Waiting } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { age } from "../../texts/times";
import { joiningApi } from "./api";
import style from "./Joining.module.css";
import type { JoinRequest } from "./protocol";

/** How often a page that waits looks whether somebody has decided. */
const lookMs = 10_000;

/** One's own requests to join: for whom each waits and since when. Goes in by itself once one is accepted. */
export function OwnRequests() {
  const { t } = useTranslation();
  const me = useMe();
  const api = useApi(joiningApi);
  const list = useQuery({
    queryKey: ["own-requests", me.personId],
    queryFn: api.own,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.status === "pending") ? lookMs : false),
  });
  useEnteringOnAcceptance(list.data);
  const refetch = () => void list.refetch();
  if (list.isPending) return <Waiting />;
  if (!list.data) return <Failed onRetry={refetch} />;
  if (list.data.length === 0) return <Empty title={t("joining.none")} hint={t("joining.noneHint")} />;
  const waits = list.data.some((one) => one.status === "pending");
  return (
    <section className="col g3" aria-labelledby="own-requests">
      <h1 className="t26" id="own-requests">
        {t("joining.requests")}
      </h1>
      <ul className="col g3" aria-live="polite">
        {list.data.map((request) => (
          <Request key={request.id} request={request} onChange={refetch} />
        ))}
      </ul>
      {waits && <p className="t13 dim">{t("joining.closedTillThen")}</p>}
    </section>
  );
}

const tagOf: Record<JoinRequest["status"], string> = {
  pending: "guardian",
  accepted: "teacher",
  rejected: "director",
  withdrawn: "",
};

function Request({ request, onChange }: { request: JoinRequest; onChange: () => void }) {
  const { t } = useTranslation();
  const api = useApi(joiningApi);
  const { session } = useServices();
  const me = useMe();
  const navigate = useNavigate();
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      onChange();
    } catch (error) {
      toast(why(t, error));
    }
  };
  const withdraw = async () => {
    await api.withdraw(request.id);
    toast(t("joining.withdrawn"));
  };
  const enter = async () => {
    await session.actIn(request.schoolId);
    await navigate({ to: "/chats" });
  };
  const waitsFor = request.kind === "guardian" ? "joining.waitsForTeacher" : "joining.waitsForAdmin";
  return (
    <li className={style.request}>
      <div className="row wrap g2">
        <b className="grow">{request.schoolName}</b>
        <span className={`tag ${tagOf[request.status]}`}>{t(`joining.status.${request.status}`)}</span>
      </div>
      <p className="row wrap g2">
        <span className={`tag ${roleTag(request.role)}`}>{roleName(t, request.role)}</span>
        {request.classTitle && <span>{request.classTitle}</span>}
        {request.studentName && <span>{t("joining.child", { name: request.studentName })}</span>}
      </p>
      {request.status === "pending" && (
        <p className="row g2 t13 dim">
          <Icon name="clock" small />
          {t(waitsFor, { age: age(request.waitedSeconds) })}
        </p>
      )}
      {request.reason && <p className="t13">{t("joining.reason", { reason: request.reason })}</p>}
      {request.status === "pending" && (
        <button type="button" className="btn s line" onClick={() => void act(withdraw)}>
          {t("joining.withdraw")}
        </button>
      )}
      {request.status === "accepted" && me.schoolId !== request.schoolId && (
        <button type="button" className="btn s" onClick={() => void act(enter)}>
          {t("joining.enter")}
        </button>
      )}
    </li>
  );
}

/** Somebody who watched a request wait goes in the moment it is accepted; an old acceptance moves nobody. */
function useEnteringOnAcceptance(requests: JoinRequest[] | undefined): void {
  const { t } = useTranslation();
  const { session } = useServices();
  const navigate = useNavigate();
  const waited = useRef(new Set<string>());
  useEffect(() => {
    for (const request of requests ?? []) {
      if (request.status === "pending") waited.current.add(request.id);
      if (request.status !== "accepted" || !waited.current.delete(request.id)) continue;
      void session
        .actIn(request.schoolId)
        .then(() => navigate({ to: "/chats", replace: true }))
        .then(() => toast(t("joining.accepted", { school: request.schoolName })))
        .catch(() => undefined);
    }
  }, [requests, session, navigate, t]);
}
