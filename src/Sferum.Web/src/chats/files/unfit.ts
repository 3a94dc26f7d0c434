import type { TFunction } from "i18next";
import { bytesText } from "./sizes";

const foreignPictures = /\.(heic|heif|tiff?|avif)$/i;
const programs = /\.(exe|dll|com|scr|apk)$/i;

/** Most files of one message. */
export const mostFiles = 10;

/** Why a file would be refused anyway: said before a byte of it is sent. The server judges by the content, and has the last word. */
export type Unfit = { why: "empty" | "program" | "foreignPicture" } | { why: "tooLarge"; limit: number };

export function unfit(
  { name, size, type }: Pick<File, "name" | "size" | "type">,
  largest: number,
  largestPicture = largest,
): Unfit | null {
  const limit = type.startsWith("image/") ? largestPicture : largest;
  if (size === 0) return { why: "empty" };
  if (programs.test(name)) return { why: "program" };
  if (foreignPictures.test(name)) return { why: "foreignPicture" };
  return size > limit ? { why: "tooLarge", limit } : null;
}

export const unfitText = (t: TFunction, unfit: Unfit): string =>
  unfit.why === "tooLarge"
    ? t("chats.files.unfit.tooLarge", { limit: bytesText(t, unfit.limit) })
    : t(`chats.files.unfit.${unfit.why}`);

let asked: Promise<number> | undefined;

/** Bytes of the largest file that the server takes: asked once, and without an answer left to the server. */
export function askLargest(): Promise<number> {
  asked ??= fetch("/api/uploads", { method: "OPTIONS" }).then(
    ({ headers }) => Number(headers.get("Tus-Max-Size")) || Number.POSITIVE_INFINITY,
    () => {
      asked = undefined;
      return Number.POSITIVE_INFINITY;
    },
  );
  return asked;
}
