import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "../../live/ids";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { moment } from "../../texts/times";
import type { Quote } from "../protocol";
import { fromLocal, toLocal } from "./localTime";

interface SendLaterProps {
  chatId: string;
  text: string;
  replyTo: Quote | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** The message waits on the server and is posted at its time, whether this device is on or not. */
export default function SendLater({ chatId, text, replyTo, onDone, onClose }: SendLaterProps) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const queries = useQueryClient();
  const [at, setAt] = useState(() => toLocal(tomorrowMorning()));
  const [id] = useState(newId);
  const [busy, setBusy] = useState(false);

  const put = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await parts.api.schedule(chatId, id, { text, at: fromLocal(at), replyTo: replyTo?.number ?? null });
      void queries.invalidateQueries({ queryKey: ["scheduled", chatId] });
      toast(t("chats.later.done", { at: moment(fromLocal(at)) }));
      onDone();
      onClose();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("chats.later.title")} onClose={onClose}>
      <form className="col" onSubmit={(event) => void put(event)}>
        <div className="field">
          <label htmlFor="later-at">{t("chats.later.at")}</label>
          <input
            id="later-at"
            className="inp"
            type="datetime-local"
            required
            min={toLocal(Date.now())}
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
          <p className="hint">{t("chats.later.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
        </div>
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={busy || at === ""}>
            {t("chats.later.put")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function tomorrowMorning(): number {
  const date = new Date();
  date.setDate(date.getDate() + 1);
  return date.setHours(8, 0, 0, 0);
}
