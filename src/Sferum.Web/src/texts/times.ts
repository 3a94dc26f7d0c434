import type { TFunction } from "i18next";
import { type Language, language } from "./language";

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, tongue: Language = language()): Intl.DateTimeFormat {
  const key = tongue + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(tongue === "en" ? "en-GB" : "ru", options);
    formats.set(key, known);
  }
  return known;
}

export const clock = (at: number): string => format({ hour: "2-digit", minute: "2-digit" }).format(at);

/** Days between two moments by the reader's calendar, not by 24 hours. */
export function daysBetween(earlier: number, later: number): number {
  const start = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((start(later) - start(earlier)) / dayMs);
}

export const sameDay = (a: number, b: number): boolean => daysBetween(a, b) === 0;

const dayAndMonth = (at: number, now: number): string => {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format({ day: "numeric", month: "long", year: sameYear ? undefined : "numeric" }).format(at);
};

/** The header over a day's messages. */
export function dayTitle(t: TFunction, at: number, now = Date.now()): string {
  const date = dayAndMonth(at, now);
  const days = daysBetween(at, now);
  if (days === 0) return t("chats.timeline.today", { date });
  if (days === 1) return t("chats.timeline.yesterdayDate", { date });
  const weekday = format({ weekday: "long" }).format(at);
  return days > 1 && days < 7 ? `${upper(weekday)}, ${date}` : date;
}

/** Time in the chat list: as short as it can be told. */
export function listTime(t: TFunction, at: number, now = Date.now()): string {
  const days = daysBetween(at, now);
  if (days <= 0) return clock(at);
  if (days === 1) return t("chats.timeline.yesterday");
  if (days < 7) return upper(format({ weekday: "short" }).format(at));
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format({ day: "2-digit", month: "2-digit", year: sameYear ? undefined : "2-digit" }).format(at);
}

/** A moment in running text. */
export function moment(at: number, now = Date.now()): string {
  return sameDay(at, now) ? clock(at) : `${dayAndMonth(at, now)}, ${clock(at)}`;
}

/** How long something has waited, in the one unit that tells it best. */
export function age(seconds: number): string {
  const [value, unit] =
    seconds < 3600
      ? [Math.max(1, Math.round(seconds / 60)), "minute"]
      : seconds < 86_400
        ? [Math.round(seconds / 3600), "hour"]
        : [Math.round(seconds / 86_400), "day"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** A day without its time; the year where it is not this one. */
export const dayOf = (at: number, now = Date.now()): string => dayAndMonth(at, now);

/** A day of the calendar, "2026-12-01", as people write it; no zone shifts it. */
export const isoDay = (day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return format({ day: "2-digit", month: "2-digit", year: "numeric" }).format(new Date(year, month - 1, date));
};

/** Today by the reader's calendar, as a date field takes it. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

export const isoTime = (at: number): string => new Date(at).toISOString();

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
