import { useEffect } from "react";
import { useStore } from "zustand";
import type { CallEngine } from "../engine/engine";
import { listenTo } from "../media/level";

const loud = 0.55;
/** So many loud moments, ten a second, are speech. */
const speech = 6;
const staysMs = 4000;

/** Notices that somebody speaks into a microphone that is off. */
export function useUnheard(engine: CallEngine): void {
  const off = useStore(engine.store, ({ microphoneOn }) => !microphoneOn);
  useEffect(() => {
    const track = engine.microphone;
    if (!off || !track) return;
    let moments = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listenTo(track, (level) => {
      moments = level > loud ? moments + 1 : Math.max(0, moments - 1);
      if (moments < speech) return;
      moments = 0;
      engine.setUnheard(true);
      clearTimeout(timer);
      timer = setTimeout(() => engine.setUnheard(false), staysMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
      engine.setUnheard(false);
    };
  }, [engine, off]);
}
