import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { Age } from "../parts/Age";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { applicationsApi } from "./api";
import type { ApplicationLine, ApplicationStatus } from "./protocol";
import { statusTag } from "./words";

const statuses: ApplicationStatus[] = ["submitted", "returned", "approved", "rejected"];

/** The operator's list: those that wait longest first. */
export function ApplicationsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(applicationsApi);
  const [status, setStatus] = useState<ApplicationStatus | undefined>("submitted");
  const list = useDesk(["applications", status], () => api.all(status));
  const columns = useColumns();
  return (
    <DeskPage
      title={t("pages.applications")}
      right="decideApplications"
      acts={
        <Link className="btn line" to="/platform/applications/new">
          <Icon name="plus" small />
          {t("applications.takeIn")}
        </Link>
      }
    >
      <section className="card tight" aria-label={t("pages.applications")}>
        <div className="card-h" role="group" aria-label={t("movements.status")}>
          {statuses.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === status}
              onClick={() => setStatus(one === status ? undefined : one)}
            >
              {t(`applications.statuses.${one}`)}
            </button>
          ))}
        </div>
        <Loaded query={list}>
          {(lines) => (
            <DataTable
              name={t("pages.applications")}
              columns={columns}
              rows={lines}
              rowId={(one) => String(one.number)}
              empty={<Empty title={t("applications.empty")} hint={t("applications.emptyHint")} />}
            />
          )}
        </Loaded>
      </section>
    </DeskPage>
  );
}

function useColumns(): Column<ApplicationLine>[] {
  const { t } = useTranslation("desk");
  return useMemo(
    () => [
      {
        id: "school",
        title: t("orders.school"),
        value: (one) => one.schoolName,
        cell: (one) => (
          <Link to="/platform/applications/$number" params={{ number: String(one.number) }}>
            {one.schoolName}
          </Link>
        ),
        isHead: true,
      },
      { id: "number", title: t("applications.number"), value: (one) => one.number, isNumber: true },
      {
        id: "status",
        title: t("movements.status"),
        value: (one) => t(`applications.statuses.${one.status}`),
        cell: (one) => (
          <span className={`tag ${statusTag[one.status]}`}>{t(`applications.statuses.${one.status}`)}</span>
        ),
      },
      {
        id: "age",
        title: t("requests.waits"),
        value: (one) => one.ageSeconds,
        text: (one) => new Date(one.changedAt).toISOString(),
        cell: (one) => <Age seconds={one.ageSeconds} />,
        isNumber: true,
      },
    ],
    [t],
  );
}
