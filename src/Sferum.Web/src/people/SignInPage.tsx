import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useServices, useSession } from "../shell/context";
import { CodeForm } from "./CodeForm";
import { DemoPeople } from "./DemoPeople";
import { SecondForm } from "./factor/SecondForm";
import { OtherProfiles } from "./OtherProfiles";
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
      <GoOnAs />
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

/** Others who have signed in on this device go on without a code. */
function GoOnAs() {
  const { t } = useTranslation();
  const { others } = useSession();
  if (others.length === 0) return null;
  return (
    <section className="col g1" aria-labelledby="go-on">
      <h2 className="t13 dim" id="go-on">
        {t("people.profiles.goOn")}
      </h2>
      <OtherProfiles />
    </section>
  );
}

function PhonePage({ onDemo }: { onDemo?: () => void }) {
  const { t } = useTranslation();
  return (
    <SignInFrame>
      <PhoneThenCode title={t("people.hello")} hint={t("people.phoneHint")}>
        <WhyAgain />
        <GoOnAs />
      </PhoneThenCode>
      <p className="t13 dim">
        {t("people.haveInvitation")} <Link to="/join">{t("people.enterInvitation")}</Link>
      </p>
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
  /** Below a heading of its own, as on the page of an invitation. */
  small?: boolean;
  children?: React.ReactNode;
}

export function PhoneThenCode({ title, hint, claim, small, children }: PhoneThenCodeProps) {
  const { t } = useTranslation();
  const config = useConfig();
  const [phone, setPhone] = useState("");
  const [sent, setSent] = useState<CodeSent | null>(null);
  const [ticket, setTicket] = useState<string | null>(null);
  const back = () => {
    setSent(null);
    setTicket(null);
  };
  const note = config?.smsConsole && <p className="hint">{t("people.consoleNote")}</p>;
  if (ticket) return <SecondForm ticket={ticket} onBack={back} />;
  if (sent) {
    return (
      <>
        <CodeForm phone={phone} sent={sent} claim={claim} onAgain={setSent} onSecond={setTicket} onBack={back} />
        {note}
      </>
    );
  }
  return (
    <>
      <div className="col g2">
        {small ? <h2 className="t17">{title}</h2> : <h1 className="t26">{title}</h1>}
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
