import type { ComponentProps, ReactNode } from "react";
import { Field, type FieldProps } from "./Field";

type InputProps = FieldProps & Omit<ComponentProps<"input">, "id">;

/** One line of text, a number, a date, a phone: what `type` says. */
export function TextField({ label, hint, error, optional, className, ...input }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(labelled) => <input className={`inp ${className ?? ""}`} {...input} {...labelled} />}
    </Field>
  );
}

type AreaProps = FieldProps & Omit<ComponentProps<"textarea">, "id">;

export function AreaField({ label, hint, error, optional, ...area }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(labelled) => <textarea className="inp" rows={3} {...area} {...labelled} />}
    </Field>
  );
}

type SelectProps = FieldProps & Omit<ComponentProps<"select">, "id"> & { children: ReactNode };

/** One of a few: the browser's own list, which a phone shows as its own. */
export function SelectField({ label, hint, error, optional, children, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(labelled) => (
        <select className="inp" {...select} {...labelled}>
          {children}
        </select>
      )}
    </Field>
  );
}

type CheckProps = Omit<ComponentProps<"input">, "id" | "type"> & { label: string; hint?: string };

export function CheckField({ label, hint, ...input }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" className="cb" {...input} />
      <span className="col g1">
        <span>{label}</span>
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}
