import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { Crumbs } from "../parts/Crumbs";
import { DeskPage } from "../parts/DeskPage";
import { ApplyForm } from "./ApplyPage";
import { applicationsApi } from "./api";

/** An application that came by mail is entered by the operator. */
export function TakeInPage() {
  const { t } = useTranslation("desk");
  const api = useApi(applicationsApi);
  const navigate = useNavigate();
  return (
    <DeskPage
      title={t("applications.takeIn")}
      right="decideApplications"
      above={
        <Crumbs
          link={<Link to="/platform/applications">{t("pages.applications")}</Link>}
          here={t("applications.takeIn")}
        />
      }
    >
      <section className="card" aria-label={t("applications.takeIn")}>
        <ApplyForm
          act={t("applications.enter")}
          onSend={async (form) => {
            const { number } = await api.takeIn(form);
            toast(t("applications.entered", { number }));
            await navigate({ to: "/platform/applications/$number", params: { number: String(number) } });
          }}
        />
      </section>
    </DeskPage>
  );
}
