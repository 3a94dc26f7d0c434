import type { TFunction } from "i18next";
import type { Attachment, Message } from "../protocol";

/** A message in one line; null when it is deleted. */
export function shownText(t: TFunction, message: Message | null | undefined): string | null {
  if (!message || message.deletedAt) return null;
  return message.text || filesLine(t, message.attachments ?? []);
}

/** What stands for a message without words: over an answer, on the bar of pins. */
export function filesLine(t: TFunction, files: Pick<Attachment, "kind" | "name">[]): string {
  const [first] = files;
  if (!first) return "";
  const count = files.length;
  if (files.every(({ kind }) => kind === "picture")) return t("chats.files.pictures", { count });
  if (first.kind === "voice") return t("chats.files.voice");
  return count === 1 ? first.name : t("chats.files.others", { count });
}
