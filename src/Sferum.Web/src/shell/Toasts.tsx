import { create } from "zustand";
import style from "./Toasts.module.css";

interface Toast {
  id: number;
  text: string;
}

const lastsMs = 5000;
let lastId = 0;

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

/** A word about what has just happened; read aloud politely. */
export function toast(text: string): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text }] }));
  setTimeout(() => useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) })), lastsMs);
}

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={style.place} role="status">
      {toasts.map(({ id, text }) => (
        <div key={id} className={style.toast}>
          {text}
        </div>
      ))}
    </div>
  );
}
