import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { neighbour, orderedChats } from "../chats/list/order";
import { unreadOf } from "../chats/model/types";
import { useClient } from "./context";

/** Ctrl+K goes to a chat by name, Alt+↑/↓ to the neighbouring one, with Shift to the next with something new, F6 from landmark to landmark. */
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
        const step = event.key === "ArrowDown" ? 1 : -1;
        const ordered = orderedChats(store.getState().chats);
        const next = neighbour(ordered, chatId, step, (chat) => !event.shiftKey || unreadOf(chat.summary) > 0);
        if (next) void navigate({ to: "/chats/$chatId", params: { chatId: next.summary.id } });
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
