import type { TFunction } from "i18next";
import { language } from "../../texts/language";

const units = ["kB", "MB", "GB"] as const;

/** A size as people say it. */
export function bytesText(t: TFunction, bytes: number): string {
  let [size, unit] = [bytes / 1024, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1024, unit + 1];
  const digits = size < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(Math.max(size, 0.1));
  return t(`chats.files.${units[unit] ?? "kB"}`, { size: number });
}

/** Minutes and seconds. */
export const durationText = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
