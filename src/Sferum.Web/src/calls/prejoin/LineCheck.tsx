import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChats, useClient } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";

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

/** What the line to the server is like. Media goes by another way, which is known once one is in. */
export function LineCheck({ chatId }: { chatId: string }) {
  const { t } = useTranslation("call");
  const live = useChats(({ line }) => line.phase === "live");
  const ms = useRoundTrip(chatId);
  const grade = !live ? "none" : ms === null ? "checking" : ms < 250 ? "good" : ms < 700 ? "fair" : "poor";
  return (
    <p className="row g2 t13" role="status">
      <Icon name={grade === "none" ? "wifiOff" : "globe"} small />
      <span>{t(`before.network.${grade}`, { ms: ms ?? 0 })}</span>
    </p>
  );
}
