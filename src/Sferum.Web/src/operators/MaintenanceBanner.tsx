import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices, useSession } from "../shell/context";
import { Icon } from "../shell/parts/Icon";
import { language } from "../texts/language";
import { moment } from "../texts/times";
import { type Notice, noticeKey, type StandingNotice } from "./protocol";

/** A gateway knows of a change after half a minute: whoever asks once a minute has it after a minute and a half. */
const everyMs = 60_000;
/** Opening asks for what the page shows first; this can wait. */
const afterMs = 10_000;
const key = "sferum.notice";

/** Maintenance that is announced: over each page, also before sign-in, until its time is over or the reader puts it away. Another notice comes again. */
export function MaintenanceBanner() {
  const { t } = useTranslation();
  const notice = useNotice();
  const [putAway, setPutAway] = useState(() => localStorage.getItem(key));
  const shown = notice && notice.id !== putAway ? notice : null;
  return (
    <div role="status">
      {shown && (
        <div className="banner warn">
          <Icon name="settings" small />
          <span className="grow">
            <b>{t("shell.maintenance", { from: moment(shown.from), until: moment(shown.until) })}</b> {wordsOf(shown)}
          </span>
          <button
            className="btn s line"
            type="button"
            onClick={() => {
              localStorage.setItem(key, shown.id);
              setPutAway(shown.id);
            }}
          >
            {t("shell.maintenanceSeen")}
          </button>
        </div>
      )}
    </div>
  );
}

const wordsOf = ({ text, textEn }: Notice): string => (language() === "en" && textEn) || text;

/** What the server last said. Without a network it stays as it was. */
function useNotice(): Notice | null {
  const { people } = useServices();
  const { me } = useSession();
  const isDue = useDue(me === null);
  const { data } = useQuery({
    queryKey: noticeKey,
    // In one's own name where there is one: of those without, a whole school may share an address.
    queryFn: () => (me ? people.signed : people.open)<StandingNotice>("/api/notice"),
    enabled: isDue,
    refetchInterval: everyMs,
    staleTime: everyMs,
    retry: false,
  });
  const notice = data?.notice;
  return notice && notice.until > Date.now() ? notice : null;
}

/** Before sign-in at once, afterwards when the page has opened. */
function useDue(atOnce: boolean): boolean {
  const [isDue, setIsDue] = useState(atOnce);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), afterMs);
    return () => clearTimeout(timer);
  }, []);
  return isDue;
}
