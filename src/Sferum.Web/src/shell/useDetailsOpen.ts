import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { create } from "zustand";

const key = "sferum.details";
const wideQuery = "(min-width: 1024px)";

const useChoice = create<{ closed: boolean }>(() => ({ closed: localStorage.getItem(key) === "closed" }));

export function useIsWide(): boolean {
  const [wide, setWide] = useState(() => window.matchMedia(wideQuery).matches);
  useEffect(() => {
    const query = window.matchMedia(wideQuery);
    const changed = () => setWide(query.matches);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return wide;
}

/** On a wide screen the details stand beside the chat until they are closed; on a narrow one they are a page of their own. */
export function useDetailsOpen(chatId: string | undefined, onOwnPage: boolean) {
  const wide = useIsWide();
  const closed = useChoice((state) => state.closed);
  const navigate = useNavigate();
  const open = onOwnPage || (wide && !closed);

  const toggle = () => {
    if (chatId === undefined) return;
    if (wide) {
      localStorage.setItem(key, open ? "closed" : "open");
      useChoice.setState({ closed: open });
    }
    if (onOwnPage) void navigate({ to: "/chats/$chatId", params: { chatId } });
    else if (!wide) void navigate({ to: "/chats/$chatId/info", params: { chatId } });
  };

  return { open, toggle };
}
