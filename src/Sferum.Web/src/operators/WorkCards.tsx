import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../shell/table/columns";
import { PlainTable } from "../shell/table/PlainTable";
import { age, moment } from "../texts/times";
import { PartCard } from "./PartCard";
import type { FinishedWork, Queue, SlowChat } from "./protocol";
import { known, number, took } from "./words";

export function QueuesCard({ queues, now }: { queues: Queue[] | null | undefined; now: number }) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<Queue>[]>(
    () => [
      { id: "kind", title: t("cluster.queue"), value: (one) => t(`cluster.queueKinds.${one.kind}`), isHead: true },
      { id: "waiting", title: t("cluster.waiting"), value: (one) => number(one.waiting), isNumber: true },
      {
        id: "oldest",
        title: t("cluster.oldest"),
        value: (one) => (one.since == null ? t("cluster.nobodyWaits") : age((now - one.since) / 1000)),
        isNumber: true,
      },
    ],
    [t, now],
  );
  return (
    <PartCard title={t("cluster.queues")} part={queues} none="">
      {(all) => <PlainTable name={t("cluster.queues")} columns={columns} rows={all} rowId={(one) => one.kind} />}
    </PartCard>
  );
}

/** By kind and school: an operator reads no titles. */
export function SlowChatsCard({ chats }: { chats: SlowChat[] | null | undefined }) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<SlowChat>[]>(
    () => [
      {
        id: "kind",
        title: t("cluster.chat"),
        value: (one) => (one.kind ? t(`cluster.chatKinds.${one.kind}`) : t("cluster.notKnown")),
        isHead: true,
      },
      { id: "school", title: t("cluster.school"), value: (one) => known(t, one.school) },
      { id: "took", title: t("cluster.took"), value: (one) => took(t, one.tookMs), isNumber: true },
      { id: "at", title: t("cluster.when"), value: (one) => moment(one.at), isNumber: true },
    ],
    [t],
  );
  return (
    <PartCard title={t("cluster.slowChats")} part={chats} none={t("cluster.noSlowChats")}>
      {(all) => <PlainTable name={t("cluster.slowChats")} columns={columns} rows={all} rowId={(one) => one.chatId} />}
    </PartCard>
  );
}

export function WorksCard({ works }: { works: FinishedWork[] | null | undefined }) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<FinishedWork>[]>(
    () => [
      { id: "what", title: t("cluster.work"), value: (one) => one.words, isHead: true },
      { id: "school", title: t("cluster.school"), value: (one) => known(t, one.school) },
      { id: "at", title: t("cluster.when"), value: (one) => moment(one.at), isNumber: true },
    ],
    [t],
  );
  return (
    <PartCard title={t("cluster.works")} part={works} none={t("cluster.noWorks")}>
      {(all) => (
        <PlainTable
          name={t("cluster.works")}
          columns={columns}
          rows={all}
          rowId={(one) => `${one.act} ${one.school} ${one.at}`}
        />
      )}
    </PartCard>
  );
}
