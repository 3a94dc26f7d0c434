import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../shell/context";
import { toast } from "../shell/Toasts";
import { why } from "../shell/words";
import { language } from "../texts/language";
import { pushApi } from "./api";
import { canNotify, isDenied, PushDenied, subscribe } from "./browser";
import { clock, HoursForm } from "./HoursForm";
import { keepLanguage } from "./notices";
import type { PushStatus, QuietHours } from "./protocol";
import { pushQuery } from "./query";

/** Whether this browser says that there is something while the page is closed, and when it must not. Not there where the deployment sends nothing. */
export function NotificationsSection() {
  const { t } = useTranslation();
  const api = useApi(pushApi);
  const me = useMe();
  const state = useQuery(pushQuery(api, me));
  const [denied, setDenied] = useState(isDenied);
  if (!state.data?.enabled) return null;
  const status = state.data;

  const act = async (work: () => Promise<void>) => {
    try {
      await work();
      await state.refetch();
    } catch (error) {
      if (error instanceof PushDenied) setDenied(true);
      else toast(why(t, error));
    }
  };
  const turnOn = () =>
    act(async () => {
      await keepLanguage(caches, language());
      await api.subscribe(await subscribe(status.publicKey));
    });

  return (
    <section className="card col g4" aria-labelledby="notifications">
      <h2 className="t17" id="notifications">
        {t("push.title")}
      </h2>
      <p className="t13 dim">{t("push.hint")}</p>
      {!canNotify() && <p className="t13">{t("push.unsupported")}</p>}
      {denied && <p className="t13">{t("push.denied")}</p>}
      {canNotify() && !denied && (
        <div>
          {status.subscribed ? (
            <button type="button" className="btn line" onClick={() => void act(api.unsubscribe)}>
              {t("push.off")}
            </button>
          ) : (
            <button type="button" className="btn" onClick={() => void turnOn()}>
              {t("push.on")}
            </button>
          )}
        </div>
      )}
      <Quiet
        status={status}
        onSet={(hours) => act(() => (hours ? api.rest(hours) : api.wake()).then(() => toast(t("push.saved"))))}
      />
    </section>
  );
}

function Quiet({ status, onSet }: { status: PushStatus; onSet: (hours: QuietHours | null) => Promise<void> }) {
  const { t } = useTranslation();
  const id = useId();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="col g2" role="group" aria-labelledby={id}>
      <h3 className="t15" id={id}>
        {t("push.quiet")}
      </h3>
      <p className="t13 dim">{t("push.quietHint")}</p>
      {status.school && (
        <p className="t13 dim">
          {t("push.quietSchool", {
            from: clock(status.school.from),
            to: clock(status.school.to),
            zone: status.school.zone,
          })}
        </p>
      )}
      <HoursForm hours={status.quiet} onSet={(hours) => onSet(hours && { ...hours, zone })} />
    </div>
  );
}
