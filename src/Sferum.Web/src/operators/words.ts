import type { TFunction } from "i18next";
import { language } from "../texts/language";

type Words = TFunction<"desk">;

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** An amount of memory in the unit that tells it best. */
export function bytes(amount: number): string {
  const step = amount < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(amount) / Math.log(1024)));
  return new Intl.NumberFormat(language(), {
    style: "unit",
    unit: units[step],
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(amount / 1024 ** step);
}

export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);

/** A value, or that it is not known. */
export const known = (t: Words, value: string | null | undefined): string => value ?? t("cluster.notKnown");

export const whole = (t: Words, value: number | null | undefined): string =>
  value == null ? t("cluster.notKnown") : number(value);

/** A short time: milliseconds up to a second, then seconds. */
export const took = (t: Words, ms: number): string =>
  ms < 1000 ? t("cluster.ms", { value: number(ms, 1) }) : t("cluster.seconds", { value: number(ms / 1000, 1) });
