import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { saveAs } from "../../shell/parts/saveAs";
import { isoDay } from "../../texts/times";
import { AppointDialog } from "../appointments/AppointDialog";
import { Crumbs } from "../parts/Crumbs";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { RejectDialog } from "../requests/RejectDialog";
import { Steps } from "./ApplicationStatusView";
import { applicationsApi } from "./api";
import type { ApplicationDetails, NamedInForm } from "./protocol";

/** A whole application: what it says, the order's file, and the decision, once. */
export function ApplicationPage() {
  const { number } = useParams({ from: "/signed-in/desk/platform/applications/$number" });
  const api = useApi(applicationsApi);
  const found = useDesk(["applications", "one", number], () => api.one(Number(number)));
  return <Loaded query={found}>{(details) => <Page of={details} />}</Loaded>;
}

function Page({ of }: { of: ApplicationDetails }) {
  const { t } = useTranslation("desk");
  const api = useApi(applicationsApi);
  const { act, busy } = useAct();
  const [dialog, setDialog] = useState<"approve" | "return" | "reject" | "director" | null>(null);
  const { application, form } = of;
  const close = () => setDialog(null);
  const decide = (decision: "approve" | "return" | "reject", reason?: string) =>
    act(
      () => api.decide(application.number, decision, application.revision, reason),
      t(`applications.decided.${decision}`, { school: application.schoolName }),
    );
  const file = async () => {
    const order = await act(() => api.orderFile(application.number));
    if (order) saveAs(order, `${t("orders.order")} ${form.orderNumber}`);
  };
  return (
    <DeskPage
      title={application.schoolName}
      right="decideApplications"
      sub={t("apply.number", { number: application.number })}
      above={
        <Crumbs
          link={<Link to="/platform/applications">{t("pages.applications")}</Link>}
          here={`№ ${application.number}`}
        />
      }
      acts={
        application.status === "approved" ? (
          <button type="button" className="btn line" onClick={() => setDialog("director")}>
            {t("orders.kinds.director")}
          </button>
        ) : (
          application.status === "submitted" && (
            <>
              <button type="button" className="btn danger-line" disabled={busy} onClick={() => setDialog("reject")}>
                {t("requests.reject")}
              </button>
              <button type="button" className="btn line" disabled={busy} onClick={() => setDialog("return")}>
                {t("applications.return")}
              </button>
              <button type="button" className="btn pri" disabled={busy} onClick={() => setDialog("approve")}>
                {t("applications.approve")}
              </button>
            </>
          )
        )
      }
    >
      <div className="side-r">
        <section className="card" aria-label={t("applications.says")}>
          <dl className="kv">
            <dt>{t("apply.address")}</dt>
            <dd>{form.address}</dd>
            <dt>{t("apply.email")}</dt>
            <dd>{form.email}</dd>
            <dt>{t("apply.inn")}</dt>
            <dd className="num">{form.inn}</dd>
            <dt>{t("apply.ogrn")}</dt>
            <dd className="num">{form.ogrn}</dd>
            <dt>{t("apply.zone")}</dt>
            <dd>{form.timeZone}</dd>
            <dt>{t("apply.director")}</dt>
            <dd>{named(form.director)}</dd>
            <dt>{t("apply.admin")}</dt>
            <dd>{named(form.admin)}</dd>
            <dt>{t("apply.contact")}</dt>
            <dd>{form.contactEmail}</dd>
            <dt>{t("apply.order")}</dt>
            <dd>
              {t("movements.orderNo", { number: form.orderNumber, when: isoDay(form.orderDate) })}{" "}
              <button type="button" className="btn s line" disabled={busy} onClick={() => void file()}>
                <Icon name="download" small />
                {t("orders.file")}
              </button>
            </dd>
          </dl>
        </section>
        <Steps of={application} />
      </div>
      {dialog === "approve" && (
        <Confirm
          title={t("applications.approveTitle", { school: application.schoolName })}
          hint={t("applications.approveHint")}
          act={t("applications.approve")}
          onConfirm={() => void decide("approve")}
          onClose={close}
        />
      )}
      {dialog === "director" && of.schoolId != null && (
        <AppointDialog kind="director" schoolId={of.schoolId} onClose={close} />
      )}
      {(dialog === "return" || dialog === "reject") && (
        <RejectDialog
          title={t(`applications.${dialog}Title`, { school: application.schoolName })}
          act={t(dialog === "return" ? "applications.return" : "requests.reject")}
          onReject={async (reason) => {
            await decide(dialog, reason);
          }}
          onClose={close}
        />
      )}
    </DeskPage>
  );
}

const named = ({ familyName, givenName, middleName, phone }: NamedInForm): string =>
  [[familyName, givenName, middleName].filter(Boolean).join(" "), phone].join(", ");
