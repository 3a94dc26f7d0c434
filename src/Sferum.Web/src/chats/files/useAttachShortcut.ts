import { useEffect, useRef } from "react";

/** Ctrl+Shift+U chooses files. */
export function useAttachShortcut(choose: () => void): void {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.code !== "KeyU") return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
