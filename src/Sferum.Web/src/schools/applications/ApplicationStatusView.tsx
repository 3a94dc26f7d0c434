import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import signIn from "../../people/SignIn.module.css";
import { useServices } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { moment } from "../../texts/times";
import { Loaded } from "../parts/Loaded";
import { ApplyForm } from "./ApplyPage";
import { applyApi } from "./api";
import { addressOf, type OwnApplication } from "./own";
import type { Application } from "./protocol";
import { statusTag } from "./words";

/** Where an application stands and how it came there; a returned one is mended and sent again under its number. */
export function ApplicationStatusView({ own, onForget }: { own: OwnApplication; onForget: () => void }) {
  const { t } = useTranslation("desk");
  const { people } = useServices();
  const found = useQuery({
    queryKey: ["application", own.number, own.secret],
    queryFn: () => applyApi(people.open).find(own.number, own.secret),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(addressOf(own));
    toast(t("apply.copied"));
  };
  return (
    <>
      <h1 className="t26">{t("apply.number", { number: own.number })}</h1>
      <Loaded query={found}>
        {(application) => (
          <>
            <Steps of={application} />
            {application.status === "returned" && (
              <ApplyForm
                act={t("apply.again")}
                onSend={async (form) => {
                  await applyApi(people.open).resubmit(own.number, form, own.secret);
                  toast(t("apply.sentAgain"));
                  await found.refetch();
                }}
              />
            )}
          </>
        )}
      </Loaded>
      <div className="row wrap g2">
        <button type="button" className="btn line" onClick={() => void copy()}>
          {t("apply.copy")}
        </button>
        <button type="button" className={`t13 ${signIn.link}`} onClick={onForget}>
          {t("apply.forget")}
        </button>
      </div>
    </>
  );
}

export function Steps({ of }: { of: Application }) {
  const { t } = useTranslation("desk");
  return (
    <section className="col g3" aria-label={of.schoolName}>
      <div className="row wrap g2">
        <b className="t17">{of.schoolName}</b>
        <span className={`tag ${statusTag[of.status]}`}>{t(`applications.statuses.${of.status}`)}</span>
      </div>
      <ol className="list card">
        {of.steps.map((step) => (
          <li key={`${step.at} ${step.status}`} className="li wrap">
            <b className="grow">{t(`applications.steps.${step.status}`)}</b>
            <time className="t13 dim num nw" dateTime={new Date(step.at).toISOString()}>
              {moment(step.at)}
            </time>
            {step.reason && <span style={{ flexBasis: "100%" }}>{step.reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
