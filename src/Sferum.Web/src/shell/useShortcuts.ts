import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { orderedChats } from "../chats/list/order";
import { useClient } from "./context";

/** Ctrl+K goes to a chat by name, Alt+↑/↓ to the neighbouring one, F6 from landmark to landmark. */
export function useShortcuts(): { switching: boolean; stopSwitching: () => void } {
  const [switching, setSwitching] = useState(false);
  const { store } = useClient();
  const { chatId } = useParams({ strict: false });
  const navigate = useNavigate();

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") {
        event.preventDefault();
        setSwitching((before) => !before);
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        const ids = orderedChats(store.getState().chats).map((chat) => chat.summary.id);
        const at = chatId ? ids.indexOf(chatId) : -1;
        const next = ids[event.key === "ArrowDown" ? at + 1 : at - 1];
        if (next) void navigate({ to: "/chats/$chatId", params: { chatId: next } });
      } else if (event.key === "F6") {
        event.preventDefault();
        goToLandmark(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [store, chatId, navigate]);

  return { switching, stopSwitching: () => setSwitching(false) };
}

function goToLandmark(step: number): void {
  const marks = [...document.querySelectorAll<HTMLElement>("[data-landmark]")].filter(
    (mark) => mark.getClientRects().length > 0,
  );
  const at = marks.findIndex((mark) => mark.contains(document.activeElement));
  const next = marks.at((at + step + marks.length) % marks.length);
  const inside = next?.querySelector<HTMLElement>('textarea, [role="log"], [aria-current], a[href], button, input');
  (inside ?? next)?.focus();
}
