import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Refused } from "../live/protocol";
import { useServices } from "../shell/context";
import { Icon } from "../shell/parts/Icon";
import { why } from "../shell/words";
import { deviceId } from "./deviceId";
import { deviceName } from "./deviceName";
import type { CodeSent } from "./protocol";
import style from "./SignIn.module.css";

const digits = 6;

interface CodeFormProps {
  phone: string;
  sent: CodeSent;
  claim?: string;
  onAgain: (sent: CodeSent) => void;
  /** The code was right, and a second factor is asked for. */
  onSecond: (ticket: string) => void;
  onBack: () => void;
}

/** One field for six digits: it can be pasted, filled in by the phone and read aloud, which six fields cannot. */
export function CodeForm({ phone, sent, claim, onAgain, onSecond, onBack }: CodeFormProps) {
  const { t } = useTranslation();
  const { people, session } = useServices();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [left, setLeft] = useCountdown(sent.resendInSeconds);

  useEffect(() => input.current?.focus(), []);

  const confirm = async (value: string) => {
    setBusy(true);
    setError(null);
    try {
      const device = { device: deviceName(), deviceId: deviceId() };
      session.accept(await people.confirm({ attemptId: sent.attemptId, code: value, claim, ...device }));
    } catch (failure) {
      const ticket = ticketIn(failure);
      if (ticket) return onSecond(ticket);
      setError(why(t, failure));
      setBusy(false);
      setCode("");
      input.current?.focus();
    }
  };

  const typed = (value: string) => {
    const next = value.replace(/\D/g, "").slice(0, digits);
    setCode(next);
    if (next.length === digits && !busy) void confirm(next);
  };

  const again = async () => {
    try {
      const next = await people.askCode(phone);
      onAgain(next);
      setLeft(next.resendInSeconds);
      setError(null);
    } catch (failure) {
      setError(why(t, failure));
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.length === digits && !busy) void confirm(code);
  };

  return (
    <>
      <div className="col g2">
        <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={onBack}>
          <Icon name="back" small />
          {t("people.otherNumber")}
        </button>
        <h1 className="t26">{t("people.codeTitle")}</h1>
        <p className="dim">
          <Trans i18nKey="people.codeSentTo" values={{ phone }} components={{ 1: <b className="num nw" /> }} />
        </p>
      </div>
      <form className="col g4" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{t("people.code")}</label>
          <input
            ref={input}
            id={id}
            className={`inp num ${style.code}`}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            aria-describedby={`${id}-error`}
            aria-invalid={error !== null}
            onChange={(event) => typed(event.target.value)}
          />
          <span className="err" id={`${id}-error`} role="alert">
            {error && <Icon name="alert" small />}
            {error}
          </span>
        </div>
        {left > 0 ? (
          <p className="row g2 t13 dim">
            <Icon name="clock" small />
            <span>
              <Trans
                i18nKey="people.againIn"
                values={{ time: minutes(left) }}
                components={{ 1: <span className="num b" /> }}
              />
            </span>
          </p>
        ) : (
          <button type="button" className="btn line" onClick={again}>
            {t("people.again")}
          </button>
        )}
        <button className="btn pri xl full" type="submit" disabled={busy || code.length < digits}>
          {t("people.signIn")}
        </button>
      </form>
      <div className="banner round">
        <Icon name="shield" small />
        <span className="grow">{t("people.neverTell")}</span>
      </div>
    </>
  );
}

function ticketIn(failure: unknown): string | undefined {
  if (!(failure instanceof Refused) || failure.refusal.code !== "sign_in.second_needed") return undefined;
  return failure.refusal.args?.ticket;
}

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function useCountdown(seconds: number): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
