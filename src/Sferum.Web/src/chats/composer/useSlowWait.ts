import { useEffect, useState } from "react";
import { useChats, useMe } from "../../shell/context";
import type { Chat } from "../model/types";

/** Seconds until one may write again where people write one after another; 0 for moderators and where there is no pause. */
export function useSlowWait(chat: Chat): number {
  const me = useMe();
  const { access, may, id } = chat.summary;
  const pauseMs = may.includes("mute") ? 0 : (access?.slowSeconds ?? 0) * 1000;
  const sent = useChats(
    (state) => state.pending.findLast((one) => one.chatId === id && one.state === "queued")?.createdAt ?? 0,
  );
  const last = chat.window?.rows.findLast((row) => row.kind === "posted" && row.author?.id === me.personId)?.at ?? 0;
  const until = pauseMs === 0 ? 0 : Math.max(last, sent) + pauseMs;
  const [now, setNow] = useState(Date.now);
  const waits = until > Date.now();
  useEffect(() => {
    if (!waits) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waits]);
  return Math.max(0, Math.ceil((until - Math.max(now, Date.now())) / 1000));
}
