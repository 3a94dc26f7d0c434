import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../live/protocol";
import { roleName, roleTag } from "../../people/roles";
import { SignInFrame } from "../../people/SignInFrame";
import { PhoneThenCode } from "../../people/SignInPage";
import { useServices, useSession } from "../../shell/context";
import { Failed, Waiting } from "../../shell/parts/States";
import { why } from "../../shell/words";
import { AskToJoin } from "./AskToJoin";
import { peek } from "./api";
import style from "./Joining.module.css";
import { PasteLink } from "./PasteLink";
import type { InvitationGlimpse } from "./protocol";
import { secretIn } from "./secretIn";

/** The page of a link or a QR code: /join#SECRET. What follows # never reaches a server's log. */
export function JoinPage() {
  const [secret, setSecret] = useHashSecret();
  return (
    <SignInFrame>
      {secret ? (
        <Invitation key={secret} secret={secret} onOther={() => setSecret("")} />
      ) : (
        <PasteLink onSecret={setSecret} />
      )}
    </SignInFrame>
  );
}

/** The secret of the address; another scanned code is another address of the same page. */
function useHashSecret(): [string, (secret: string) => void] {
  const [secret, setSecret] = useState(() => secretIn(window.location.hash));
  useEffect(() => {
    const changed = () => setSecret(secretIn(window.location.hash));
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return [secret, setSecret];
}

function Invitation({ secret, onOther }: { secret: string; onOther: () => void }) {
  const { t } = useTranslation();
  const { people } = useServices();
  const { me } = useSession();
  const glimpse = useQuery({ queryKey: ["peek", secret], queryFn: () => peek(people.open, secret), gcTime: 0 });
  if (glimpse.isPending) return <Waiting />;
  if (glimpse.error instanceof Refused) {
    return (
      <div className="col g4">
        <div className="col g2" role="alert">
          <h1 className="t26">{t("joining.badTitle")}</h1>
          <p className="dim">{why(t, glimpse.error)}</p>
        </div>
        <button type="button" className="btn line" onClick={onOther}>
          {t("joining.another")}
        </button>
      </div>
    );
  }
  if (!glimpse.data) return <Failed onRetry={() => void glimpse.refetch()} />;
  return (
    <>
      <Glimpse of={glimpse.data} />
      {me ? (
        <AskToJoin key={me.personId} me={me} secret={secret} />
      ) : (
        <PhoneThenCode title={t("joining.phoneTitle")} hint={t("joining.phoneHint")} small />
      )}
    </>
  );
}

/** What the link is for, before anybody has said who they are. */
function Glimpse({ of }: { of: InvitationGlimpse }) {
  const { t } = useTranslation();
  return (
    <section className={style.glimpse} aria-labelledby="invitation">
      <span className="t13 dim">{t("joining.title")}</span>
      <h1 className="t26" id="invitation">
        {of.schoolName}
      </h1>
      <p className="row wrap g2">
        <span className={`tag ${roleTag(of.role)}`}>{roleName(t, of.role)}</span>
        {of.classTitle && <b>{of.classTitle}</b>}
      </p>
      <p className="t13 dim">{t(`joining.explain.${of.kind}`)}</p>
    </section>
  );
}
