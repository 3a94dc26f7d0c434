import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { ChooseChat } from "../list/ChooseChat";
import type { Chat } from "../model/types";
import type { ChatEvent } from "../protocol";

interface ForwardProps {
  chatId: string;
  row: ChatEvent;
  onClose: () => void;
}

/** Passes a message on into another chat in which one writes, and goes there. */
export default function Forward({ chatId, row, onClose }: ForwardProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  const forward = async (to: Chat) => {
    if (busy) return;
    setBusy(true);
    try {
      const placed = await commands.forward(chatId, row.number, to.summary.id);
      onClose();
      toast(t("chats.forward.done", { title: to.summary.title }));
      void navigate({ to: "/chats/$chatId", params: { chatId: to.summary.id }, search: { m: placed.number } });
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <ChooseChat
      title={t("chats.forward.title")}
      wanted={({ summary }) => summary.may.includes("post")}
      onChoose={(chat) => void forward(chat)}
      onClose={onClose}
    />
  );
}
