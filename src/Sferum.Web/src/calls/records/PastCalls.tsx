import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { More } from "../../shell/parts/More";
import { Failed, Waiting } from "../../shell/parts/States";
import { clock, moment } from "../../texts/times";
import { callApi } from "../api";
import style from "../prejoin/PreJoin.module.css";

const AttendanceDialog = lazy(() => import("./AttendanceDialog"));
const pageSize = 50;

/** Sessions of a chat, the latest first, each with who was there. */
export default function PastCalls({ chatId }: { chatId: string }) {
  const { t } = useTranslation();
  const { t: tCall } = useTranslation("call");
  const api = useApi(callApi);
  const [open, setOpen] = useState<string | null>(null);
  const records = useInfiniteQuery({
    queryKey: ["calls", chatId],
    queryFn: ({ pageParam }) => api.records(chatId, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: ({ calls }) => (calls.length < pageSize ? undefined : calls.at(-1)?.startedAt),
  });
  if (records.isPending) return <Waiting />;
  if (records.isError) return <Failed onRetry={() => void records.refetch()} />;
  const calls = records.data.pages.flatMap((page) => page.calls);
  return (
    <section className="card col g3" aria-labelledby="past-calls">
      <h2 className="t17" id="past-calls">
        {tCall("records.title")}
      </h2>
      {calls.length === 0 && <p className="dim">{tCall("records.none")}</p>}
      <ul className={style.records}>
        {calls.map(({ callId, title, startedBy, startedAt, endedAt, attended }) => (
          <li key={callId} className="row">
            <div className="grow" style={{ minWidth: 0 }}>
              <div className="ell">{title}</div>
              <div className="t13 dim">
                {moment(startedAt)}–{endedAt == null ? tCall("records.running") : clock(endedAt)}
                {startedBy && ` · ${startedBy}`} · {tCall("records.attended", { count: attended })}
              </div>
            </div>
            <button
              className="btn s"
              type="button"
              aria-haspopup="dialog"
              aria-label={tCall("records.open", { title })}
              onClick={() => setOpen(callId)}
            >
              {tCall("attendance.title")}
            </button>
          </li>
        ))}
      </ul>
      <More list={records} text={t("shell.more")} />
      <Suspense>{open && <AttendanceDialog callId={open} onClose={() => setOpen(null)} />}</Suspense>
    </section>
  );
}
