import type { TFunction } from "i18next";
import type ru from "../../texts/ru";

type Named = keyof (typeof ru)["chats"]["acts"]["reactions"];

/** The small set that is offered; others that somebody set are shown as they are. */
export const offered: Named[] = ["👍", "❤️", "😂", "😮", "👏", "✅"];

export function reactionName(t: TFunction, emoji: string): string {
  const named = offered.find((one) => one === emoji);
  return named ? t(`chats.acts.reactions.${named}`) : emoji;
}
