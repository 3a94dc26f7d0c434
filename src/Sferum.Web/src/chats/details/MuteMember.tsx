import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../shell/context";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { type ChatMember, limits } from "../protocol";
import { Choice } from "./Settings";

const hourMs = 3_600_000;
const times = { hour: hourMs, hours: 8 * hourMs, day: 24 * hourMs, week: 168 * hourMs, lifted: null };

interface MuteMemberProps {
  chatId: string;
  person: ChatMember;
  onDone: () => void;
  onClose: () => void;
}

/** For how long a member does not write, and why: that person is told both, nobody else is. */
export default function MuteMember({ chatId, person, onDone, onClose }: MuteMemberProps) {
  const { t } = useTranslation();
  const { commands } = useClient();
  const [time, setTime] = useState<keyof typeof times>("hour");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);

  const mute = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const lasts = times[time];
    try {
      await commands.mute(chatId, person.id, lasts && Date.now() + lasts, reason.trim() || null);
      onDone();
      onClose();
    } catch (error) {
      toast(why(t, error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t("chats.mute.title", { name: person.name })} onClose={onClose}>
      <form className="col" onSubmit={(event) => void mute(event)}>
        <p className="dim">{t("chats.mute.hint")}</p>
        <Choice
          label={t("chats.mute.time")}
          value={time}
          options={Object.keys(times)}
          text={(code) => t(`chats.mute.times.${code as "hour"}`)}
          onChange={(code) => setTime(code as "hour")}
        />
        <div className="field">
          <label htmlFor="mute-reason">{t("chats.mute.reason")}</label>
          <input
            id="mute-reason"
            className="inp"
            maxLength={limits.muteReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={busy}>
            {t("chats.mute.act")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
