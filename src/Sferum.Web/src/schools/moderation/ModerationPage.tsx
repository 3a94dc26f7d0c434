import { useTranslation } from "react-i18next";
import { useMe } from "../../shell/context";
import { DeskPage } from "../parts/DeskPage";
import { may } from "../rights";
import { EvidenceCard } from "./EvidenceCard";
import { ReportsCard } from "./ReportsCard";

/** What moderators of chats have left unanswered for a day, and the way to originals of messages. */
export function ModerationPage() {
  const { t } = useTranslation("desk");
  const me = useMe();
  return (
    <DeskPage title={t("moderation.title")} right="seeEscalated" sub={t("moderation.sub")}>
      <ReportsCard />
      {may(me.roles, "requestEvidence") && <EvidenceCard />}
    </DeskPage>
  );
}
