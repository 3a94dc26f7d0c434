import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi, useChats } from "../../shell/context";
import { Empty } from "../../shell/parts/States";
import { Age } from "../parts/Age";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { moderationApi, type Report, type ReportAnswer } from "./api";

/** Reports that have waited a day. Who is not in the chat can only dismiss: everything else is done inside, seen by all. */
export function ReportsCard() {
  const { t } = useTranslation("desk");
  const api = useApi(moderationApi);
  const list = useDesk(["reports"], api.escalated);
  return (
    <section className="card tight" aria-labelledby="reports">
      <div className="card-h">
        <h2 className="t17" id="reports">
          {t("moderation.reports")}
        </h2>
      </div>
      <Loaded query={list}>
        {(reports) =>
          reports.length === 0 ? (
            <Empty title={t("moderation.noReports")} hint={t("moderation.noReportsHint")} />
          ) : (
            <ul className="list">
              {reports.map((one) => (
                <Line key={one.reportId} of={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Line({ of }: { of: Report }) {
  const { t } = useTranslation("desk");
  const api = useApi(moderationApi);
  const { act, busy } = useAct();
  const isMember = useChats(({ chats }) => chats.byId[of.chatId] !== undefined);
  const answer = (how: ReportAnswer) => () =>
    void act(() => api.answer(of.reportId, how), t(`moderation.answered.${how}`));
  return (
    <li className="li wrap">
      <div className="grow" style={{ flexBasis: "14rem" }}>
        <b>{of.chatTitle}</b>
        <p className="t13 dim">{t("moderation.about", { name: of.authorName })}</p>
        <p>{of.reason}</p>
      </div>
      <Age seconds={of.ageSeconds} />
      <div className="row wrap g1">
        {isMember ? (
          <>
            <Link className="btn s line" to="/chats/$chatId" params={{ chatId: of.chatId }} search={{ m: of.number }}>
              {t("moderation.look")}
            </Link>
            <button type="button" className="btn s danger-line" disabled={busy} onClick={answer("message_deleted")}>
              {t("moderation.delete")}
            </button>
            <button type="button" className="btn s danger-line" disabled={busy} onClick={answer("member_muted")}>
              {t("moderation.mute")}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="btn s line"
            disabled={busy}
            onClick={() => void act(() => api.join(of.chatId), t("moderation.joined", { title: of.chatTitle }))}
          >
            {t("moderation.join")}
          </button>
        )}
        <button type="button" className="btn s soft" disabled={busy} onClick={answer("dismissed")}>
          {t("moderation.dismiss")}
        </button>
      </div>
    </li>
  );
}
