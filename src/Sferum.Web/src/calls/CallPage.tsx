import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useChats } from "../shell/context";
import { Empty, Waiting } from "../shell/parts/States";
import { useCurrentCall } from "./current";
import { PreJoin } from "./prejoin/PreJoin";
import { CallRoom } from "./screen/CallRoom";

/** The address of a chat's session: what is chosen before, and the session itself. */
export function CallPage() {
  const { t } = useTranslation();
  const { chatId = "" } = useParams({ strict: false });
  const chat = useChats((state) => state.chats.byId[chatId]);
  const source = useChats((state) => state.source);
  const engine = useCurrentCall((state) => state.engine);
  if (engine?.parts.chatId === chatId) return <CallRoom engine={engine} />;
  if (chat) return <PreJoin key={chatId} chat={chat} />;
  if (source !== "live") return <Waiting />;
  return (
    <Empty title={t("chats.gone")} hint={t("chats.goneHint")}>
      <Link className="btn" to="/chats">
        {t("shell.toChats")}
      </Link>
    </Empty>
  );
}
