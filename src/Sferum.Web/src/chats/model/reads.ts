import type { ChatSummary } from "../protocol";

/**
 * Whether anybody but oneself has read a message. The server names the two highest marks of different people: when the first is
 * above one's own mark it is somebody else's, otherwise it may be one's own and the second tells.
 */
export function isRead(summary: Pick<ChatSummary, "readUpTo" | "readNumber">, number: number): boolean {
  const [first = 0, second = 0] = summary.readUpTo;
  return (first > summary.readNumber ? first : second) >= number;
}
