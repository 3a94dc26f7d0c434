import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { QuietHours } from "./protocol";

/** Minutes since midnight. */
export type Hours = Pick<QuietHours, "from" | "to">;

interface HoursFormProps {
  /** As they are now; null: none. */
  hours: Hours | null;
  /** Null ends them. */
  onSet: (hours: Hours | null) => Promise<void>;
}

/** From when and until when nobody is woken: set, changed, ended. */
export function HoursForm({ hours, onSet }: HoursFormProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(clock(hours?.from ?? 22 * 60));
  const [to, setTo] = useState(clock(hours?.to ?? 7 * 60));
  return (
    <div className="row wrap g3">
      <label className="row g2">
        {t("push.from")}
        <input className="inp" type="time" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className="row g2">
        {t("push.to")}
        <input className="inp" type="time" required value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <button
        type="button"
        className="btn line"
        disabled={!from || !to || from === to}
        onClick={() => void onSet({ from: minutes(from), to: minutes(to) })}
      >
        {hours ? t("push.change") : t("push.set")}
      </button>
      {hours && (
        <button type="button" className="btn line" onClick={() => void onSet(null)}>
          {t("push.end")}
        </button>
      )}
    </div>
  );
}

const two = (number: number): string => String(number).padStart(2, "0");
const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** A minute of the day as a clock shows it. */
export const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
