import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Chat } from "../model/types";
import { ChooseChat } from "./ChooseChat";

/** Ctrl+K: to a chat by its name. */
export function Switcher({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (chat: Chat) => {
    onClose();
    void navigate({ to: "/chats/$chatId", params: { chatId: chat.summary.id } });
  };
  return <ChooseChat title={t("chats.switcher.title")} onChoose={go} onClose={onClose} />;
}
