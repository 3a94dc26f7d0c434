import { useLayoutEffect, useRef, useState } from "react";
import { useChats } from "../../shell/context";
import { isLooking } from "../looking";
import { type Chat, unreadOf } from "../model/types";

/**
 * After which number the line «Новые сообщения» stands: the read mark when the chat was opened. It stays until the chat is left,
 * and moves only when something comes while nobody looks, or with the first answer of the server over what the device had kept.
 */
export function useUnreadLine(chat: Chat): number | null {
  const { readNumber } = chat.summary;
  const unread = unreadOf(chat.summary);
  const live = useChats((state) => state.source === "live");
  const [after, setAfter] = useState(unread > 0 ? readNumber : null);
  const before = useRef({ unread, live });

  useLayoutEffect(() => {
    const was = before.current;
    before.current = { unread, live };
    const cameUnseen = unread > 0 && was.unread === 0 && !isLooking();
    const firstAnswer = live && !was.live && unread > 0;
    if (cameUnseen || firstAnswer) setAfter(readNumber);
  }, [unread, live, readNumber]);

  return after;
}
