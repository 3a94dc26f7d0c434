import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChatSummary } from "../../chats/protocol";
import { Icon } from "../../shell/parts/Icon";
import { useCurrentCall } from "../current";

/** Over a chat's timeline while a session runs in it. */
export function CallBanner({ summary }: { summary: ChatSummary }) {
  const { t } = useTranslation();
  const here = useCurrentCall(({ engine }) => engine?.parts.callId === summary.call?.callId);
  const shown = summary.call && summary.may.includes("join_call");
  return (
    <div role="status">
      {shown && (
        <div className="banner">
          <Icon name="video" small />
          <span className="grow ell">
            {t("calls.running")}
            {summary.call?.title !== summary.title && ` · ${summary.call?.title}`}
          </span>
          <Link className="btn s pri" to="/chats/$chatId/call" params={{ chatId: summary.id }}>
            {here ? t("calls.here") : t("calls.join")}
          </Link>
        </div>
      )}
    </div>
  );
}
