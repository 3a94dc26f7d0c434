import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { Newcomers } from "../console/Newcomers";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { consentsApi } from "./api";
import { PaperDialog } from "./PaperDialog";
import type { StudentWithoutConsent } from "./protocol";

/** Guardians who wait to be confirmed, and students under 14 for whom nobody has consented yet. */
export function ConsentsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(consentsApi);
  const missing = useDesk(["consents", "missing"], api.missing);
  const [recording, setRecording] = useState<StudentWithoutConsent | null>(null);
  const columns = useMemo<Column<StudentWithoutConsent>[]>(
    () => [
      {
        id: "name",
        title: t("roster.student"),
        value: (one) => one.name,
        cell: (one) => (
          <Link to="/school/people/$personId" params={{ personId: one.studentId }}>
            {one.name}
          </Link>
        ),
        isHead: true,
      },
      { id: "class", title: t("requests.class"), value: (one) => one.classTitle },
    ],
    [t],
  );
  return (
    <DeskPage title={t("consents.title")} right="recordConsent" sub={t("consents.sub")}>
      <Newcomers kind="guardians" />
      <section className="card tight" aria-labelledby="missing-consents">
        <div className="card-h">
          <h2 className="t17" id="missing-consents">
            {t("consents.missing")}
          </h2>
        </div>
        <Loaded query={missing}>
          {(students) => (
            <DataTable
              name={t("consents.missing")}
              columns={columns}
              rows={students}
              rowId={(one) => one.studentId}
              acts={(one) => (
                <button type="button" className="btn s soft" onClick={() => setRecording(one)}>
                  {t("consents.record")}
                </button>
              )}
              empty={<Empty title={t("consents.allThere")} hint={t("consents.allThereHint")} />}
            />
          )}
        </Loaded>
      </section>
      {recording && (
        <PaperDialog
          student={{ personId: recording.studentId, name: recording.name, guardians: [] }}
          onClose={() => setRecording(null)}
        />
      )}
    </DeskPage>
  );
}
