import { useEffect, useRef } from "react";
import { useMe } from "../../shell/context";
import type { CallEngine } from "../engine/engine";
import { isLocked } from "../model/store";
import { useAct } from "../useCall";

/**
 * Ctrl+D the microphone, Ctrl+E the camera, the space bar to speak while it is held, Ctrl+Alt+H the hand, ? help. While one writes, Ctrl+E is the
 * field's (code), and so are the space bar and the question mark; on the board all are the board's.
 */
export function useCallKeys(engine: CallEngine, onHelp: () => void): void {
  const me = useMe().personId;
  const latest = useRef({ act: useAct(), onHelp });
  latest.current.onHelp = onHelp;
  useEffect(() => {
    const { act } = latest.current;
    const pressed = (event: KeyboardEvent) => {
      const { microphoneOn, cameraOn, state } = engine.view;
      const what = keyOf(event);
      if (what === null || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      if (event.repeat) return;
      if (what === "microphone" && (microphoneOn || !isLocked(engine.view, "microphones")))
        act(engine.setMicrophone(!microphoneOn));
      if (what === "camera" && (cameraOn || !isLocked(engine.view, "cameras"))) act(engine.setCamera(!cameraOn));
      if (what === "hand") act(engine.raiseHand(!state?.hands.includes(me)));
      if (what === "push" && !isLocked(engine.view, "microphones")) act(engine.push(true));
      if (what === "help") latest.current.onHelp();
    };
    const released = (event: KeyboardEvent) => {
      if (event.code === "Space" && engine.view.pushing) act(engine.push(false));
    };
    const left = () => engine.view.pushing && act(engine.push(false));
    window.addEventListener("keydown", pressed);
    window.addEventListener("keyup", released);
    window.addEventListener("blur", left);
    return () => {
      left();
      window.removeEventListener("keydown", pressed);
      window.removeEventListener("keyup", released);
      window.removeEventListener("blur", left);
    };
  }, [engine, me]);
}

type CallKey = "microphone" | "camera" | "hand" | "push" | "help";

function keyOf(event: KeyboardEvent): CallKey | null {
  if (isOnBoard(event.target)) return null;
  const control = event.ctrlKey || event.metaKey;
  const writing = isField(event.target);
  if (control && event.altKey) return event.code === "KeyH" ? "hand" : null;
  if (control)
    return event.shiftKey
      ? null
      : event.code === "KeyD"
        ? "microphone"
        : event.code === "KeyE" && !writing
          ? "camera"
          : null;
  if (event.altKey || writing) return null;
  // On a button the space bar presses it.
  if (event.code === "Space")
    return event.target instanceof HTMLElement && event.target.closest(pressable) ? null : "push";
  return event.key === "?" ? "help" : null;
}

const pressable = 'button, a, summary, [role="button"], [role="menuitem"]';

/** There keys choose what one draws with. */
const isOnBoard = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("[data-board]") !== null;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
