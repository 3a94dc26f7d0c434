import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, DialogFoot } from "../../shell/parts/Dialog";
import { fromLocal, toLocalDay } from "./localTime";

interface ToDateProps {
  onGo: (at: number) => void;
  onClose: () => void;
}

/** The browser's own calendar: a day from which the chat is shown. */
export default function ToDate({ onGo, onClose }: ToDateProps) {
  const { t } = useTranslation();
  const [day, setDay] = useState("");
  const go = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    onGo(fromLocal(day));
  };
  return (
    <Dialog title={t("chats.toDate.title")} onClose={onClose}>
      <form className="col" onSubmit={go}>
        <div className="field">
          <label htmlFor="to-date">{t("chats.toDate.day")}</label>
          <input
            id="to-date"
            className="inp"
            type="date"
            required
            max={toLocalDay(Date.now())}
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        </div>
        <DialogFoot onCancel={onClose}>
          <button className="btn pri" type="submit" disabled={day === ""}>
            {t("chats.toDate.go")}
          </button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
