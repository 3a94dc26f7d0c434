import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats, useClient } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { browser } from "../engine/enter";
import { canProbe, probe, type Way } from "../media/probe";
import type { IceServer } from "../protocol";

const tries = 3;

/** How long the server takes to answer, best of three; null while it is asked. */
function useRoundTrip(chatId: string): number | null {
  const { connection } = useClient();
  const live = useChats(({ line }) => line.phase === "live");
  const [best, setBest] = useState<number | null>(null);
  useEffect(() => {
    if (!live) return;
    let left = false;
    const measure = async () => {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < tries; i++) {
        const from = performance.now();
        await connection.call("Watch", { chatId, on: true });
        least = Math.min(least, performance.now() - from);
      }
      if (!left) setBest(Math.round(least));
    };
    measure().catch(() => undefined);
    return () => {
      left = true;
      connection.tell("Watch", { chatId, on: false });
    };
  }, [connection, chatId, live]);
  return live ? best : null;
}

/** The way that media would go; null where nothing can be said of it: there is no session yet, or no TURN server. */
function useWay(callId: string | null): Way | "checking" | null {
  const { connection } = useClient();
  const live = useChats(({ line }) => line.phase === "live");
  const [way, setWay] = useState<Way | "checking" | null>(null);
  useEffect(() => {
    setWay(null);
    if (!live || callId === null) return;
    let left = false;
    const look = async () => {
      const { ice } = await connection.call<{ ice: IceServer[] }>("IceServers", { callId });
      if (left || !canProbe(ice)) return;
      setWay("checking");
      const found = await probe(browser.probePeer(ice));
      if (!left) setWay(found);
    };
    // Whoever may not come in is told so at the door.
    look().catch(() => !left && setWay(null));
    return () => {
      left = true;
    };
  }, [connection, callId, live]);
  return way;
}

/** What the line to the server is like, and whether media finds a way. It keeps nobody from coming in. */
export function LineCheck({ chatId, callId }: { chatId: string; callId: string | null }) {
  const { t } = useTranslation("call");
  const live = useChats(({ line }) => line.phase === "live");
  const ms = useRoundTrip(chatId);
  const way = useWay(callId);
  const grade = !live ? "none" : ms === null ? "checking" : ms < 250 ? "good" : ms < 700 ? "fair" : "poor";
  return (
    <>
      <p className="row g2 t13" role="status">
        <Icon name={grade === "none" ? "wifiOff" : "globe"} small />
        <span>{t(`before.network.${grade}`, { ms: ms ?? 0 })}</span>
      </p>
      <div role="status">
        {way && (
          <p className="row g2 t13">
            <Icon name={way === "none" ? "alert" : "video"} small />
            <span>{t(`before.way.${way}`)}</span>
          </p>
        )}
      </div>
    </>
  );
}
