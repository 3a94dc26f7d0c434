import { useCallback, useEffect, useRef } from "react";
import { useClient } from "../../shell/context";
import { isLooking, useLookingAgain } from "../looking";

const afterMs = 250;

/** Marks as read what has been on the screen for a moment while somebody looked. */
export function useReading(chatId: string, lastSeen: () => number | undefined): () => void {
  const { commands } = useClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const note = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const number = isLooking() ? lastSeen() : undefined;
      if (number !== undefined) commands.markRead(chatId, number);
    }, afterMs);
  }, [commands, chatId, lastSeen]);

  useLookingAgain(note);
  useEffect(() => () => clearTimeout(timer.current), []);
  return note;
}
