import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices } from "../shell/context";
import { Icon } from "../shell/parts/Icon";
import { why } from "../shell/words";
import type { CodeSent } from "./protocol";

interface PhoneFormProps {
  phone: string;
  onSent: (phone: string, sent: CodeSent) => void;
}

export function PhoneForm({ phone: before, onSent }: PhoneFormProps) {
  const { t } = useTranslation();
  const { people } = useServices();
  const id = useId();
  const [phone, setPhone] = useState(before);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onSent(phone, await people.askCode(phone));
    } catch (failure) {
      setError(why(t, failure));
      setBusy(false);
    }
  };

  return (
    <form className="col g4" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{t("people.phone")}</label>
        <input
          className="inp big num"
          id={id}
          type="tel"
          autoComplete="tel"
          inputMode="tel"
          placeholder={t("people.phonePlaceholder")}
          value={phone}
          required
          aria-describedby={`${id}-note ${id}-error`}
          aria-invalid={error !== null}
          onChange={(event) => setPhone(event.target.value)}
        />
        <span className="hint" id={`${id}-note`}>
          {t("people.phoneNote")}
        </span>
        <span className="err" id={`${id}-error`} role="alert">
          {error && <Icon name="alert" small />}
          {error}
        </span>
      </div>
      <button className="btn pri xl full" type="submit" disabled={busy || phone.trim() === ""}>
        {t("people.getCode")}
      </button>
    </form>
  );
}
