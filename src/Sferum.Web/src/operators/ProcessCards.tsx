import type { TFunction } from "i18next";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../schools/parts/useAct";
import { useApi } from "../shell/context";
import { Confirm } from "../shell/parts/Dialog";
import type { Column } from "../shell/table/columns";
import { PlainTable } from "../shell/table/PlainTable";
import { age, moment } from "../texts/times";
import { operatorsApi } from "./api";
import { PartCard, State } from "./PartCard";
import type { Gateway, Silo } from "./protocol";
import { bytes, known, number, whole } from "./words";

const looks = {
  active: "ok",
  serving: "ok",
  joining: "warn",
  leaving: "warn",
  draining: "warn",
  silent: "bad",
  gone: "bad",
} as const;

/** How long a process has run, by the clock that told when it began. */
const runs = (t: TFunction<"desk">, startedAt: number | null | undefined, now: number): string =>
  startedAt == null ? t("cluster.notKnown") : age((now - startedAt) / 1000);

export function SilosCard({ silos, now }: { silos: Silo[] | null | undefined; now: number }) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<Silo>[]>(
    () => [
      { id: "name", title: t("cluster.name"), value: (one) => one.name, isHead: true },
      {
        id: "status",
        title: t("cluster.status"),
        value: (one) => one.status,
        cell: (one) => (
          <State look={looks[one.status]}>
            {t(`cluster.statuses.${one.status}`)}
            {one.status === "gone" && one.seenAt != null && ` · ${moment(one.seenAt)}`}
          </State>
        ),
      },
      { id: "address", title: t("cluster.address"), value: (one) => one.address },
      { id: "version", title: t("cluster.version"), value: (one) => known(t, one.version) },
      {
        id: "runs",
        title: t("cluster.runs"),
        value: (one) => (one.status === "gone" ? null : runs(t, one.startedAt, now)),
      },
      { id: "actors", title: t("cluster.actors"), value: (one) => whole(t, one.activations), isNumber: true },
      {
        id: "cpu",
        title: t("cluster.cpu"),
        value: (one) => (one.cpu == null ? known(t, null) : `${number(one.cpu, 1)} %`),
        isNumber: true,
      },
      {
        id: "memory",
        title: t("cluster.memory"),
        value: (one) =>
          one.memory == null
            ? known(t, null)
            : t("cluster.ofMost", { value: bytes(one.memory), most: bytes(one.memoryLimit ?? 0) }),
        isNumber: true,
      },
    ],
    [t, now],
  );
  return (
    <PartCard title={t("cluster.silos")} part={silos} none={t("cluster.noSilos")}>
      {(all) => (
        <PlainTable
          name={t("cluster.silos")}
          columns={columns}
          rows={all}
          rowId={(one) => `${one.name} ${one.address} ${one.startedAt}`}
        />
      )}
    </PartCard>
  );
}

export function GatewaysCard({ gateways, now }: { gateways: Gateway[] | null | undefined; now: number }) {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  const columns = useMemo<Column<Gateway>[]>(
    () => [
      {
        id: "name",
        title: t("cluster.name"),
        value: (one) => one.name,
        isHead: true,
        cell: (one) => shortName(one.name),
      },
      {
        id: "status",
        title: t("cluster.status"),
        value: (one) => one.status,
        cell: (one) => <State look={looks[one.status]}>{t(`cluster.statuses.${one.status}`)}</State>,
      },
      { id: "version", title: t("cluster.version"), value: (one) => known(t, one.version) },
      { id: "runs", title: t("cluster.runs"), value: (one) => runs(t, one.startedAt, now) },
      {
        id: "connections",
        title: t("cluster.connections"),
        value: (one) =>
          one.connections == null
            ? known(t, null)
            : t("cluster.ofMost", { value: whole(t, one.connections), most: whole(t, one.limit) }),
        isNumber: true,
      },
    ],
    [t, now],
  );
  return (
    <PartCard
      title={t("cluster.gateways")}
      part={gateways}
      none={t("cluster.noGateways")}
      acts={
        gateways &&
        gateways.length > 1 && (
          <button type="button" className="btn s line" disabled={busy} onClick={() => setAsking(true)}>
            {t("cluster.evenOut")}
          </button>
        )
      }
    >
      {(all) => (
        <>
          <PlainTable name={t("cluster.gateways")} columns={columns} rows={all} rowId={(one) => one.name} />
          {asking && (
            <Confirm
              title={t("cluster.evenOutTitle")}
              hint={t("cluster.evenOutHint")}
              act={t("cluster.evenOut")}
              danger={false}
              onConfirm={() => void act(api.evenOut, t("cluster.evenedOut"))}
              onClose={() => setAsking(false)}
            />
          )}
        </>
      )}
    </PartCard>
  );
}

/** What tells two lives of one gateway apart is long and random: its beginning is enough here. */
const shortName = (name: string): string => name.replace(/-([0-9a-f]{32})$/, (_, life: string) => `-${life.slice(-6)}`);
