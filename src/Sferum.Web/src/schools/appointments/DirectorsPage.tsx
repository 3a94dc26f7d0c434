import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { RejectDialog } from "../requests/RejectDialog";
import { appointmentsApi, type Order } from "./api";
import { OrdersTable } from "./OrdersTable";

/** Orders about directors that wait for the district officer. */
export function DirectorsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(appointmentsApi);
  const list = useDesk(["director-orders"], api.directorOrders);
  return (
    <DeskPage title={t("pages.directors")} right="confirmDirectorOrder" sub={t("orders.directorsSub")}>
      <section className="card tight" aria-label={t("pages.directors")}>
        <Loaded query={list}>
          {(orders) => (
            <OrdersTable
              name={t("pages.directors")}
              orders={orders}
              file={api.directorFile}
              withSchool
              acts={(order) => <Decide of={order} />}
            />
          )}
        </Loaded>
      </section>
    </DeskPage>
  );
}

function Decide({ of }: { of: Order }) {
  const { t } = useTranslation("desk");
  const api = useApi(appointmentsApi);
  const { act, busy } = useAct();
  const [dialog, setDialog] = useState<"confirm" | "refuse" | null>(null);
  const close = () => setDialog(null);
  if (of.status !== "pending") return null;
  return (
    <>
      <button type="button" className="btn s soft" disabled={busy} onClick={() => setDialog("confirm")}>
        {t("orders.confirm")}
      </button>
      <button type="button" className="btn s danger-line" disabled={busy} onClick={() => setDialog("refuse")}>
        {t("requests.reject")}
      </button>
      {dialog === "confirm" && (
        <Confirm
          title={t("orders.confirmTitle", { school: of.schoolName })}
          hint={t("orders.confirmHint")}
          act={t("orders.confirm")}
          onConfirm={() => void act(() => api.decideDirector(of.id, true), t("orders.confirmed"))}
          onClose={close}
        />
      )}
      {dialog === "refuse" && (
        <RejectDialog
          title={t("orders.refuseTitle", { school: of.schoolName })}
          onReject={async (reason) => {
            await act(() => api.decideDirector(of.id, false, reason), t("orders.refused"));
          }}
          onClose={close}
        />
      )}
    </>
  );
}
