import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Failed, Waiting } from "../../shell/parts/States";
import type { ChatEvent } from "../protocol";
import { People } from "./Readers";

interface VotersProps {
  chatId: string;
  row: ChatEvent;
  option: number;
  onClose: () => void;
}

/** Who has chosen an option of an open poll. */
export default function Voters({ chatId, row, option, onClose }: VotersProps) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const list = useQuery({
    queryKey: ["voters", chatId, row.number, option],
    queryFn: () => parts.api.voters(chatId, row.number, option),
    staleTime: 0,
  });
  return (
    <Dialog title={row.message?.poll?.options[option]?.text ?? ""} onClose={onClose}>
      {list.isError && <Failed onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.data && <People title={t("chats.poll.chose")} people={list.data.people} />}
    </Dialog>
  );
}
