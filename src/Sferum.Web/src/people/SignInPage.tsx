import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices, useSession } from "../shell/context";
import { CodeForm } from "./CodeForm";
import { DemoPeople } from "./DemoPeople";
import { PhoneForm } from "./PhoneForm";
import type { CodeSent } from "./protocol";
import style from "./SignIn.module.css";
import { SignInFrame } from "./SignInFrame";
import { useConfig } from "./useConfig";

/** Phone, then code; in a practice district first the question who to be. */
export function SignInPage() {
  const config = useConfig();
  const [byPhone, setByPhone] = useState(false);
  if (config?.demo && !byPhone) return <DemoPage onPhone={() => setByPhone(true)} />;
  return <PhonePage onDemo={config?.demo ? () => setByPhone(false) : undefined} />;
}

function DemoPage({ onPhone }: { onPhone: () => void }) {
  const { t } = useTranslation();
  const { people } = useServices();
  const list = useQuery({ queryKey: ["demo"], queryFn: people.demoPeople });
  return (
    <SignInFrame wide>
      <div className="col g2">
        <h1 className="t26">{t("people.demoTitle")}</h1>
        <p className="dim">{t("people.demoHint")}</p>
      </div>
      <WhyAgain />
      <DemoPeople people={list.data} failed={list.isError} onRetry={() => void list.refetch()} />
      <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={onPhone}>
        {t("people.byPhone")}
      </button>
    </SignInFrame>
  );
}

/** Why one has to sign in again, when it was not one's own wish. */
function WhyAgain() {
  const { t } = useTranslation();
  const { ended } = useSession();
  if (ended === null || ended === "signed_out") return null;
  return (
    <p className="banner warn round" role="status">
      {t(`people.${ended}`)}
    </p>
  );
}

function PhonePage({ onDemo }: { onDemo?: () => void }) {
  const { t } = useTranslation();
  return (
    <SignInFrame>
      <PhoneThenCode title={t("people.hello")} hint={t("people.phoneHint")}>
        <WhyAgain />
      </PhoneThenCode>
      {onDemo && (
        <button type="button" className={`t13 ${style.link} ${style.back}`} onClick={onDemo}>
          {t("people.demoOpen")}
        </button>
      )}
    </SignInFrame>
  );
}

interface PhoneThenCodeProps {
  title: string;
  hint: string;
  claim?: string;
  children?: React.ReactNode;
}

export function PhoneThenCode({ title, hint, claim, children }: PhoneThenCodeProps) {
  const { t } = useTranslation();
  const config = useConfig();
  const [phone, setPhone] = useState("");
  const [sent, setSent] = useState<CodeSent | null>(null);
  const note = config?.smsConsole && <p className="hint">{t("people.consoleNote")}</p>;
  if (sent) {
    return (
      <>
        <CodeForm phone={phone} sent={sent} claim={claim} onAgain={setSent} onBack={() => setSent(null)} />
        {note}
      </>
    );
  }
  return (
    <>
      <div className="col g2">
        <h1 className="t26">{title}</h1>
        <p className="dim">{hint}</p>
      </div>
      {children}
      <PhoneForm
        phone={phone}
        onSent={(number, answer) => {
          setPhone(number);
          setSent(answer);
        }}
      />
    </>
  );
}
