import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe, useServices } from "../shell/context";
import { Confirm } from "../shell/parts/Dialog";
import { Icon } from "../shell/parts/Icon";
import { Failed, Waiting } from "../shell/parts/States";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import { isoTime, moment } from "../texts/times";
import style from "./Profile.module.css";
import type { SessionLine } from "./protocol";
import { useLeaving } from "./useLeaving";

/** Where the person is signed in; a session that is not theirs can be ended. */
export function Sessions() {
  const { t } = useTranslation();
  const { people } = useServices();
  const me = useMe();
  const list = useQuery({ queryKey: ["sessions", me.personId], queryFn: people.sessions, staleTime: 0 });

  const [asking, setAsking] = useState(false);
  const leave = useLeaving();

  const act = async (work: Promise<void>, done: string) => {
    try {
      await work;
      toast(done);
      await list.refetch();
    } catch (error) {
      toast(why(t, error));
    }
  };
  const end = (session: SessionLine) => act(people.revoke(session.id), t("people.sessionEnded"));
  const endOthers = () => act(people.endOthers(), t("people.othersEnded"));
  const endAll = async () => {
    try {
      await people.endAll();
      await leave();
    } catch (error) {
      toast(why(t, error));
    }
  };
  const hasOthers = list.data?.some((session) => !session.current) ?? false;

  return (
    <section className="card col g2" aria-labelledby="sessions">
      <h2 className="t17" id="sessions">
        {t("people.sessions")}
      </h2>
      <p className="t13 dim">{t("people.sessionsHint")}</p>
      {list.isError && <Failed onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      <ul>
        {list.data?.map((session) => (
          <li key={session.id} className={style.session}>
            <Icon name="laptop" />
            <div className="grow">
              <div className="row wrap g2">
                <span className="b">{session.device}</span>
                {session.current && <span className="tag student">{t("people.thisDevice")}</span>}
                {session.newDevice && <span className="tag guardian">{t("people.newDevice.tag")}</span>}
              </div>
              <div className="t13 dim">
                <time dateTime={isoTime(session.lastUsedAt)}>
                  {t("people.sessionUsed", { when: moment(session.lastUsedAt) })}
                </time>
                {" · "}
                <time dateTime={isoTime(session.createdAt)}>
                  {t("people.sessionSince", { when: moment(session.createdAt) })}
                </time>
              </div>
            </div>
            {!session.current && (
              <button
                className="btn s"
                type="button"
                aria-label={t("people.endSessionOf", { device: session.device })}
                onClick={() => void end(session)}
              >
                {t("people.endSession")}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="row wrap g2">
        {hasOthers && (
          <button className="btn line" type="button" onClick={() => void endOthers()}>
            {t("people.endOthers")}
          </button>
        )}
        <button className="btn line" type="button" onClick={() => setAsking(true)}>
          {t("people.endEverywhere")}
        </button>
      </div>
      {asking && (
        <Confirm
          title={t("people.endEverywhereTitle")}
          hint={t("people.endEverywhereHint")}
          act={t("people.endEverywhere")}
          onConfirm={() => void endAll()}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
