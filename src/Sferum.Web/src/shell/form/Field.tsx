import { type ReactNode, useId } from "react";
import type { FieldError } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type desk from "../../texts/desk.ru";
import { Icon } from "../parts/Icon";

export type FormWord = keyof (typeof desk)["form"];

export interface FieldProps {
  label: string;
  hint?: string;
  error?: FieldError;
  optional?: boolean;
}

/** What a control has to carry so that its label, its hint and its error are read with it. */
export interface Labelled {
  id: string;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

/** A control with its label above, its hint and what is wrong with it below. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (labelled: Labelled) => ReactNode }) {
  const { t } = useTranslation("desk");
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="mute"> · {t("form.optional")}</span>}
      </label>
      {children({ id, "aria-describedby": `${id}-hint ${id}-error`, "aria-invalid": error !== undefined })}
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <span className="err" id={`${id}-error`} role="alert">
        {error && <Icon name="alert" small />}
        {error && t(`form.${(error.message || "invalid") as FormWord}`)}
      </span>
    </div>
  );
}
