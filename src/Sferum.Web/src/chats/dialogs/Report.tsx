import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { type ChatEvent, limits } from "../protocol";

interface ReportProps {
  chatId: string;
  row: ChatEvent;
  onClose: () => void;
}

/** Tells the chat's moderators of a message; the author does not learn who did. */
export default function Report({ chatId, row, onClose }: ReportProps) {
  const { t } = useTranslation();
  const { parts } = useClient();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await parts.api.report(chatId, row.number, reason.trim());
      toast(t("chats.report.sent"));
      onClose();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("chats.report.title")} onClose={onClose}>
      <form className="col" onSubmit={(event) => void send(event)}>
        <p className="dim">{t("chats.report.hint")}</p>
        <div className="field">
          <label htmlFor="report-reason">{t("chats.report.reason")}</label>
          <textarea
            id="report-reason"
            className="inp"
            rows={3}
            required
            maxLength={limits.reportReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={busy || reason.trim() === ""}>
            {t("chats.report.send")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
