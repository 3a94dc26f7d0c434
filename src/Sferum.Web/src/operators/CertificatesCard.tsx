import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../shell/table/columns";
import { PlainTable } from "../shell/table/PlainTable";
import { age, dayOf } from "../texts/times";
import { PartCard, State } from "./PartCard";
import type { Certificate } from "./protocol";

const dayMs = 86_400_000;
/** As the alert has it: a week is when somebody is woken, two are when somebody should have looked. */
const lookAt = (leftMs: number) => (leftMs < 7 * dayMs ? "bad" : leftMs < 14 * dayMs ? "warn" : "ok");

export function CertificatesCard({
  certificates,
  now,
}: {
  certificates: Certificate[] | null | undefined;
  now: number;
}) {
  const { t } = useTranslation("desk");
  const columns = useMemo<Column<Certificate>[]>(
    () => [
      { id: "process", title: t("cluster.process"), value: (one) => one.process, isHead: true },
      { id: "kind", title: t("cluster.certificate"), value: (one) => t(`cluster.certificateKinds.${one.kind}`) },
      { id: "ends", title: t("cluster.ends"), value: (one) => dayOf(one.endsAt) },
      {
        id: "left",
        title: t("cluster.left"),
        value: (one) => one.endsAt,
        cell: (one) => {
          const left = one.endsAt - now;
          return <State look={lookAt(left)}>{left <= 0 ? t("cluster.ended") : age(left / 1000)}</State>;
        },
      },
    ],
    [t, now],
  );
  return (
    <PartCard title={t("cluster.certificates")} part={certificates} none={t("cluster.noCertificates")}>
      {(all) => (
        <PlainTable
          name={t("cluster.certificates")}
          columns={columns}
          rows={all}
          rowId={(one) => `${one.process} ${one.kind}`}
        />
      )}
    </PartCard>
  );
}
