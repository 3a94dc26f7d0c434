import { useTranslation } from "react-i18next";
import { Unknown } from "./PartCard";
import type { Database } from "./protocol";
import { bytes, number, took } from "./words";

export function DatabaseCard({ database }: { database: Database | null | undefined }) {
  const { t } = useTranslation("desk");
  return (
    <section className={`card ${database ? "" : "tight"}`} aria-labelledby="database">
      <div className="card-h">
        <h2 className="t17" id="database">
          {t("cluster.database")}
        </h2>
      </div>
      {!database ? (
        <Unknown />
      ) : (
        <dl className="kv">
          <dt>{t("cluster.server")}</dt>
          <dd>{database.server}</dd>
          <dt>{t("cluster.roundTrip")}</dt>
          <dd className="num">{took(t, database.roundTripMs)}</dd>
          <dt>{t("cluster.size")}</dt>
          <dd className="num">{bytes(database.bytes)}</dd>
          {database.connections != null && database.mostConnections != null && (
            <>
              <dt>{t("cluster.connections")}</dt>
              <dd className="num">
                {t("cluster.ofMost", { value: number(database.connections), most: number(database.mostConnections) })}
              </dd>
            </>
          )}
          <dt>{t("cluster.migration")}</dt>
          <dd>{database.migration}</dd>
        </dl>
      )}
    </section>
  );
}
