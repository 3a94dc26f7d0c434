import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "../schools/parts/useAct";
import { useApi } from "../shell/context";
import { Confirm } from "../shell/parts/Dialog";
import type { Column } from "../shell/table/columns";
import { PlainTable } from "../shell/table/PlainTable";
import { operatorsApi } from "./api";
import { PartCard, State } from "./PartCard";
import type { MediaNode } from "./protocol";
import { whole } from "./words";

const looks = { serving: "ok", draining: "warn", away: "bad", silent: "bad" } as const;

/** Media servers with what they carry. One is emptied before work on it, and takes sessions again afterwards. */
export function MediaCard({ nodes }: { nodes: MediaNode[] | null | undefined }) {
  const { t } = useTranslation("desk");
  const api = useApi(operatorsApi);
  const { act, busy } = useAct();
  const [asked, setAsked] = useState<string | null>(null);
  const columns = useMemo<Column<MediaNode>[]>(
    () => [
      { id: "name", title: t("cluster.name"), value: (one) => one.name, isHead: true },
      {
        id: "status",
        title: t("cluster.status"),
        value: (one) => one.status,
        cell: (one) => <State look={looks[one.status]}>{t(`cluster.media.${one.status}`)}</State>,
      },
      { id: "sessions", title: t("cluster.sessions"), value: (one) => whole(t, one.sessions), isNumber: true },
      { id: "legs", title: t("cluster.legs"), value: (one) => whole(t, one.legs), isNumber: true },
    ],
    [t],
  );

  const drain = (name: string) =>
    act(() => api.drain(name, true), t("cluster.drained", { name }), {
      work: () => api.drain(name, false),
      done: t("cluster.admitted", { name }),
    });
  const admit = (name: string) => act(() => api.drain(name, false), t("cluster.admitted", { name }));

  return (
    <PartCard title={t("cluster.mediaNodes")} part={nodes} none={t("cluster.noMedia")}>
      {(all) => (
        <>
          <PlainTable
            name={t("cluster.mediaNodes")}
            columns={columns}
            rows={all}
            rowId={(one) => one.name}
            acts={({ name, status }) =>
              status === "draining" ? (
                <button
                  type="button"
                  className="btn s line"
                  disabled={busy}
                  aria-label={t("cluster.admitOf", { name })}
                  onClick={() => void admit(name)}
                >
                  {t("cluster.admit")}
                </button>
              ) : (
                <button
                  type="button"
                  className="btn s line"
                  disabled={busy || status !== "serving"}
                  aria-label={t("cluster.drainOf", { name })}
                  onClick={() => setAsked(name)}
                >
                  {t("cluster.drain")}
                </button>
              )
            }
          />
          {asked !== null && (
            <Confirm
              title={t("cluster.drainOf", { name: asked })}
              hint={t("cluster.drainHint")}
              act={t("cluster.drain")}
              danger={false}
              onConfirm={() => void drain(asked)}
              onClose={() => setAsked(null)}
            />
          )}
        </>
      )}
    </PartCard>
  );
}
