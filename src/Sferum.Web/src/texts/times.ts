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

export const isoTime = (at: number): string => new Date(at).toISOString();

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
