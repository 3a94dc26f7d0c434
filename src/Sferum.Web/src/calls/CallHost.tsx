import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { toast } from "../shell/Toasts";
import { useCurrentCall } from "./current";
import type { CallEngine } from "./engine/engine";
import { wordsOf } from "./groups/words";
import { Mini } from "./screen/Mini";
import { Sounds } from "./screen/Sounds";
import { EngineContext } from "./useCall";

/** What of a session is there on every page: its sounds, its words, and a small window where the session itself is not shown. */
export default function CallHost({ engine }: { engine: CallEngine }) {
  const { pathname } = useLocation();
  const phase = useStore(engine.store, (view) => view.phase);
  const shown = pathname === `/chats/${engine.parts.chatId}/call`;
  useSaid(engine);
  useGroupWords(engine, shown);
  useOverElsewhere(engine, shown);
  return (
    <EngineContext value={engine}>
      {phase === "inside" && <Sounds />}
      {!shown && phase !== "over" && <Mini />}
    </EngineContext>
  );
}

function useSaid(engine: CallEngine): void {
  const { t } = useTranslation("call");
  useEffect(() => {
    engine.onSaid = (what) => toast(t(`said.${what}`));
    return () => {
      engine.onSaid = () => undefined;
    };
  }, [engine, t]);
}

function useGroupWords(engine: CallEngine, shown: boolean): void {
  const { t } = useTranslation("call");
  useEffect(
    () =>
      engine.store.subscribe((now, before) => {
        for (const word of wordsOf(t, engine.parts.me, before, now, shown)) toast(word);
      }),
    [engine, shown, t],
  );
}

/** It ended while another page was open: a word, and it is gone. */
function useOverElsewhere(engine: CallEngine, shown: boolean): void {
  const { t } = useTranslation("call");
  const over = useStore(engine.store, (view) => view.over);
  useEffect(() => {
    if (over === null || shown) return;
    if (over !== "left") toast(t(`over.${over}`));
    if (useCurrentCall.getState().engine === engine) useCurrentCall.setState({ engine: null });
  }, [engine, over, shown, t]);
}
