import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChatSummary } from "../../chats/protocol";
import { Icon } from "../../shell/parts/Icon";

/** In the header of a chat: the way to its session, for those who may start one. Who may only join finds the banner. */
export function CallButton({ summary }: { summary: ChatSummary }) {
  const { t } = useTranslation();
  if (!summary.may.includes("start_call")) return null;
  const label = summary.call ? t("calls.open") : t("calls.start");
  return (
    <Link className="ib" to="/chats/$chatId/call" params={{ chatId: summary.id }} aria-label={label} title={label}>
      <Icon name="video" />
    </Link>
  );
}
