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

interface ConfirmProps {
  title: string;
  hint: ReactNode;
  act: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, hint, act, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="dim">{hint}</p>
      <div className={style.foot}>
        <button className="btn" type="button" onClick={onClose}>
          {t("shell.cancel")}
        </button>
        <button
          className="btn danger"
          type="button"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {act}
        </button>
      </div>
    </Dialog>
  );
}
