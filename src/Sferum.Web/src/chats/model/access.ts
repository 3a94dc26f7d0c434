import type { ChatAccess, ChatEvent } from "../protocol";

/**
 * Whether a row tells that somebody may do more or less than before. What it says of the chat itself is applied from the row; what it means for this
 * reader only the server knows. A silence is a row without a difference: the one whom it is about is told apart.
 */
export function tellsOfRights(event: ChatEvent, before: ChatAccess | null | undefined): boolean {
  const { access } = event;
  if (event.kind !== "access" || !access) return false;
  if (!before) return true;
  const { writers, archived, mentionAll } = access;
  return writers !== before.writers || archived !== before.archived || mentionAll !== before.mentionAll;
}

const perMemberMs = 10;
const shortestMs = 300;
const longestMs = 30_000;

/** Over how long the members of a chat spread what they all ask for the same reason. */
export const spreadMs = (members: number): number => Math.min(longestMs, Math.max(shortestMs, members * perMemberMs));
