import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import style from "./Form.module.css";

interface FormDialogProps {
  title: string;
  hint?: ReactNode;
  act: string;
  busy: boolean;
  refusal: string | null;
  danger?: boolean;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog: one thing that will happen, named by its button. */
export function FormDialog({ title, hint, act, busy, refusal, danger, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      {hint && <p className="dim">{hint}</p>}
      <form className={style.form} noValidate onSubmit={onSubmit}>
        {children}
        <p className="err" role="alert">
          {refusal && <Icon name="alert" small />}
          {refusal}
        </p>
        <div className={style.foot}>
          <button className="btn" type="button" onClick={onClose}>
            {t("shell.cancel")}
          </button>
          <button className={`btn ${danger ? "danger" : "pri"}`} type="submit" disabled={busy}>
            {act}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
