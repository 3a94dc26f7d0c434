import { useTranslation } from "react-i18next";
import style from "../Call.module.css";
import type { CallState } from "../protocol";
import { useCall } from "../useCall";
import { duration, useServerNow } from "./useNow";

/** What stands over the pictures while something is missing: one's own line, whoever leads, or the media server. */
export function Holds({ state }: { state: CallState }) {
  const { t } = useTranslation("call");
  const lineGone = useCall((view) => view.lineGone);
  const media = useCall((view) => view.media);
  const alone = state.seats.length < 2;
  if (lineGone) return <Hold title={t("phases.reconnecting")} hint={t("phases.reconnectingHint")} />;
  if (state.endsAt != null) return <Leaderless endsAt={state.endsAt} />;
  if (!state.hasMedia && !state.direct) return <Hold title={t("phases.noMedia")} hint={t("phases.noMediaHint")} />;
  if (media === "connecting" && !alone)
    return (
      <p className="sr" role="status">
        {t("phases.connecting")}
      </p>
    );
  return null;
}

function Hold({ title, hint, children }: { title: string; hint: string; children?: React.ReactNode }) {
  return (
    <div className={style.hold}>
      <div>
        <div role="status">
          <h2 className="t20">{title}</h2>
          <p className="dim">{hint}</p>
        </div>
        {children}
      </div>
    </div>
  );
}

/** Nobody leads: the rest is locked until somebody is back, or the time is over. */
function Leaderless({ endsAt }: { endsAt: number }) {
  const { t } = useTranslation("call");
  const left = endsAt - useServerNow();
  return (
    <Hold title={t("phases.leaderless")} hint={t("phases.leaderlessHint")}>
      <p className="t13 mute num" role="timer">
        {t("phases.leaderlessLeft", { time: duration(left) })}
      </p>
    </Hold>
  );
}
