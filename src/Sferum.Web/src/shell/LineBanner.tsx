import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats } from "./context";
import { Icon } from "./parts/Icon";

/** Nothing is said for this long: most breaks end by themselves. */
const silentMs = 2000;
/** A line that has been away this long, or a device without a network, is called "no connection". */
const offlineMs = 12_000;
const backMs = 3000;

type Said = "nothing" | "connecting" | "offline" | "back";

export function LineBanner() {
  const { t } = useTranslation();
  const said = useSaid();
  const count = useChats((state) => state.pending.filter((pending) => pending.state === "queued").length);
  const kept = useChats((state) => state.source === "kept");
  return (
    <div role="status">
      {said === "connecting" && (
        <div className="banner">
          <Icon name="clock" small />
          <span className="grow">{t("live.connecting")}</span>
        </div>
      )}
      {said === "offline" && (
        <div className="banner warn">
          <Icon name="wifiOff" small />
          <span className="grow">
            {t("live.offline")} {count > 0 && t("live.waiting", { count })} {kept && t("live.kept")}
          </span>
        </div>
      )}
      {said === "back" && (
        <div className="banner ok">
          <Icon name="check" small />
          <span className="grow">{t("live.back")}</span>
        </div>
      )}
    </div>
  );
}

function useSaid(): Said {
  const live = useChats((state) => state.line.phase === "live");
  const downSince = useChats((state) => state.line.downSince);
  const [said, setSaid] = useState<Said>("nothing");

  useEffect(() => {
    if (live) {
      setSaid((before) => (before === "nothing" ? "nothing" : "back"));
      const timer = setTimeout(() => setSaid("nothing"), backMs);
      return () => clearTimeout(timer);
    }
    if (downSince === null) return;
    const look = () => {
      const away = Date.now() - downSince;
      if (away < silentMs) return;
      setSaid(away > offlineMs || !navigator.onLine ? "offline" : "connecting");
    };
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [live, downSince]);

  return said;
}
