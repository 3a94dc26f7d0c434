import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { clock, isoTime } from "../../texts/times";
import { Attached } from "../files/Attached";
import type { Pending } from "../outbox/pending";
import style from "./Message.module.css";
import { classes } from "./MessageRow";
import { Quoted } from "./Quoted";
import { Words } from "./Words";

/** On its way (a clock), acknowledged and not yet back (a check), or refused with the reason and what can be done. */
export function PendingRow({ pending, first }: { pending: Pending; first: boolean }) {
  const { t } = useTranslation();
  const { outbox } = useClient();
  const failed = pending.state === "failed";
  const sent = pending.number !== undefined;
  const state = failed ? "failed" : sent ? "sent" : "pending";
  return (
    <div
      className={classes(style.msg, style.own, first && style.first, failed ? style.failed : !sent && style.pending)}
      data-pending={state}
    >
      <div className={style.bubble}>
        {pending.replyTo && <Quoted quote={pending.replyTo} />}
        {pending.attachments && <Attached files={pending.attachments} />}
        <span className={style.text}>
          <Words text={pending.text} mentions={pending.mentioned?.mentions} />
        </span>
        <span className={style.meta}>
          <time dateTime={isoTime(pending.createdAt)}>{clock(pending.createdAt)}</time>
          <Icon name={failed ? "alert" : sent ? "check" : "clock"} small />
          <span className="sr">{t(`chats.timeline.${state}`)}</span>
        </span>
      </div>
      {failed && (
        <div className={style.do} role="alert">
          <span>{pending.reason ?? t("chats.timeline.notSent")}</span>
          <button className="btn ghost s" type="button" onClick={() => void outbox.retry(pending.requestId)}>
            <Icon name="retry" small />
            {t("shell.retry")}
          </button>
          <button className="btn ghost s" type="button" onClick={() => void outbox.remove(pending.requestId)}>
            {t("chats.timeline.delete")}
          </button>
        </div>
      )}
    </div>
  );
}
