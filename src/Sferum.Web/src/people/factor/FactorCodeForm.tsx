import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shell/parts/Icon";
import { why } from "../../shell/words";

interface FactorCodeFormProps {
  label: string;
  act: string;
  danger?: boolean;
  onCode: (code: string) => Promise<void>;
}

/** One field for a code of the authenticator, or for a recovery code where one is taken. */
export function FactorCodeForm({ label, act, danger, onCode }: FactorCodeFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => input.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onCode(code.trim());
    } catch (failure) {
      setError(why(t, failure));
      setCode("");
      input.current?.focus();
    }
    setBusy(false);
  };

  return (
    <form className="col g4" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input
          ref={input}
          id={id}
          className="inp big num"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={64}
          value={code}
          aria-describedby={`${id}-error`}
          aria-invalid={error !== null}
          onChange={(event) => setCode(event.target.value)}
        />
        <span className="err" id={`${id}-error`} role="alert">
          {error && <Icon name="alert" small />}
          {error}
        </span>
      </div>
      <button
        className={`btn ${danger ? "danger" : "pri"} xl full`}
        type="submit"
        disabled={busy || code.trim().length < 6}
      >
        {act}
      </button>
    </form>
  );
}
