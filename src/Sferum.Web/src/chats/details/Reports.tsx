import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { moment } from "../../texts/times";
import type { Chat } from "../model/types";
import { usePinned } from "../PinBar";
import type { Report, ReportAnswer } from "../protocol";
import style from "./Details.module.css";

/** What members have reported, for the moderators; nothing when there is nothing. */
export default function Reports({ chat }: { chat: Chat }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const { id } = chat.summary;
  const list = useQuery({ queryKey: ["reports", id], queryFn: () => parts.api.reports(id), refetchInterval: 60_000 });
  const reports = list.data?.reports ?? [];
  if (reports.length === 0) return null;
  return (
    <section aria-labelledby="reports">
      <h2 className={style.group} id="reports">
        {t("chats.reports.name")} · <span className="num">{reports.length}</span>
      </h2>
      <ul className="col">
        {reports.map((report) => (
          <li key={report.reportId}>
            <ReportCard chat={chat} report={report} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const answers: ReportAnswer[] = ["message_deleted", "member_muted", "dismissed"];

function ReportCard({ chat, report }: { chat: Chat; report: Report }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id } = chat.summary;
  const row = usePinned(chat, report.number);
  const show = () => navigate({ to: "/chats/$chatId", params: { chatId: id }, search: { m: report.number } });
  const answer = (what: ReportAnswer) =>
    void parts.api
      .answerReport(report.reportId, what)
      .then(() => queries.invalidateQueries({ queryKey: ["reports", id] }))
      .catch((error: unknown) => toast(why(t, error)));
  return (
    <div className={style.report}>
      <button className={style.pin} type="button" onClick={() => void show()}>
        <span className="t13 b">{row?.author?.name}</span>
        <span className={`t13 dim ${style.clip}`}>{row?.message?.text ?? t("chats.timeline.deleted")}</span>
      </button>
      <p className="t13">{t("chats.reports.reason", { reason: report.reason, at: moment(report.at) })}</p>
      <div className={style.answers}>
        {answers.map((what) => (
          <button key={what} className="btn s" type="button" onClick={() => answer(what)}>
            {t(`chats.reports.${what}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
