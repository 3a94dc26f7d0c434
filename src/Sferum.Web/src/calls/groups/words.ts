import type { TFunction } from "i18next";
import type { CallView } from "../model/store";
import type { CallState } from "../protocol";
import { groupOf, here } from "./here";

/**
 * What of groups and the quick poll is said in a word: that all are together again, and to whoever leads that somebody of another group calls; what
 * stands on the page itself only where that is not shown.
 */
export function wordsOf(t: TFunction<"call">, me: string, before: CallView, now: CallView, shown: boolean): string[] {
  if (!before.state || !now.state || before.state === now.state) return [];
  const words: string[] = [];
  if (before.state.groups?.open && !now.state.groups?.open) words.push(t("groups.together"));
  if (now.role !== "member") words.push(...callsFromElsewhere(t, me, before.state, now.state));
  return shown ? words : [...words, ...unseen(t, me, before.state, now.state, now.role === "member")];
}

function callsFromElsewhere(t: TFunction<"call">, me: string, before: CallState, now: CallState): string[] {
  const near = here(now, me).hands;
  return now.hands
    .filter((id) => !before.hands.includes(id) && !near.includes(id))
    .map((id) => {
      const name = now.seats.find(({ personId }) => personId === id)?.name ?? "";
      const group = groupOf(now, id);
      return group > 0 ? t("groups.callsFrom", { name, group }) : t("heard.hand", { name });
    });
}

function unseen(t: TFunction<"call">, me: string, before: CallState, now: CallState, answers: boolean): string[] {
  const words: string[] = [];
  const group = groupOf(now, me);
  if (group > 0 && group !== groupOf(before, me)) words.push(t("groups.youAreIn", { group }));
  const message = now.groups?.message;
  if (message && message.at !== before.groups?.message?.at) words.push(t("groups.message", { text: message.text }));
  const { poll } = now;
  if (answers && poll && !poll.closed && poll.number !== before.poll?.number)
    words.push(t("poll.askedElsewhere", { question: poll.question }));
  return words;
}
