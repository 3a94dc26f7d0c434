import { useTranslation } from "react-i18next";
import { create } from "zustand";
import style from "./Toasts.module.css";

interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

const lastsMs = 5000;
/** Whoever may take something back gets time to read what it was. */
const undoLastsMs = 12_000;
let lastId = 0;

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

const drop = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));

/** A word about what has just happened; read aloud politely. What can be taken back offers it. */
export function toast(text: string, undo?: () => void): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text, undo }] }));
  setTimeout(() => drop(id), undo ? undoLastsMs : lastsMs);
}

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={style.place} role="status">
      {toasts.map(({ id, text, undo }) => (
        <div key={id} className={style.toast}>
          {text}
          {undo && (
            <button
              type="button"
              onClick={() => {
                drop(id);
                undo();
              }}
            >
              {t("shell.undo")}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
