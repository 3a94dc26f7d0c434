import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { Empty, Failed, Waiting } from "../../shell/parts/States";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { isoTime, moment } from "../../texts/times";
import type { Scheduled } from "../protocol";
import style from "./Dialogs.module.css";

/** One's own messages that wait in a chat, and those that could not be posted. */
export default function ScheduledList({ chatId, onClose }: { chatId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const list = useQuery({
    queryKey: ["scheduled", chatId],
    queryFn: () => parts.api.scheduled(chatId),
    staleTime: 0,
  });
  return (
    <Dialog title={t("chats.later.list")} onClose={onClose}>
      {list.isError && <Failed onRetry={() => void list.refetch()} />}
      {list.isPending && <Waiting />}
      {list.data?.messages.length === 0 && <Empty title={t("chats.later.none")} hint={t("chats.later.noneHint")} />}
      <ul>
        {list.data?.messages.map((message) => (
          <Line key={message.id} chatId={chatId} message={message} />
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ chatId, message }: { chatId: string; message: Scheduled }) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const queries = useQueryClient();
  const after = (work: Promise<unknown>) =>
    void work
      .then(() => queries.invalidateQueries({ queryKey: ["scheduled", chatId] }))
      .catch((error: unknown) => toast(why(t, error)));
  return (
    <li className={style.waiting}>
      <div className="grow">
        <time className="t13 dim" dateTime={isoTime(message.at)}>
          {moment(message.at)}
        </time>
        <p>{message.text}</p>
        {message.failure && <p className={`t13 ${style.bad}`}>{message.failure.message}</p>}
      </div>
      <button
        className="ib"
        type="button"
        aria-label={t("chats.later.remove", { text: message.text.slice(0, 40) })}
        title={t("chats.timeline.delete")}
        onClick={() => after(parts.api.unschedule(chatId, message.id))}
      >
        <Icon name="trash" />
      </button>
    </li>
  );
}
