import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import style from "./Dialog.module.css";
import { Icon } from "./Icon";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ title, onClose, children, className }: DialogProps) {
  const { t } = useTranslation();
  const heading = useId();
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      className={`${style.dialog} ${className ?? ""}`}
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={onClose}
    >
      <div className={style.head}>
        <h2 id={heading}>{title}</h2>
        <button className="ib" type="button" aria-label={t("shell.close")} title={t("shell.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}

export function useModal() {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      if (dialog?.open) dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return ref;
}

/** The end of a dialog: the way out, and what it is for. */
export function DialogFoot({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={style.foot}>
      <button className="btn" type="button" onClick={onCancel}>
        {t("shell.cancel")}
      </button>
      {children}
    </div>
  );
}

interface ConfirmProps {
  title: string;
  hint: ReactNode;
  act: string;
  /** Whether it takes something away: the button says so by its colour. */
  danger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, hint, act, danger = true, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="dim">{hint}</p>
      <DialogFoot onCancel={onClose}>
        <button
          className={`btn ${danger ? "danger" : "pri"}`}
          type="button"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {act}
        </button>
      </DialogFoot>
    </Dialog>
  );
}
