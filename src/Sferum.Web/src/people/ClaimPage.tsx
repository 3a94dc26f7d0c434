import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../shell/context";
import { SignInFrame } from "./SignInFrame";
import { PhoneThenCode } from "./SignInPage";

/** The one-time link that was printed or handed over: /claim#SECRET. What follows # never reaches a server's log. */
export function ClaimPage() {
  const { t } = useTranslation();
  const [secret] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const { me } = useSession();
  const [before] = useState(me?.sessionId);
  const navigate = useNavigate();
  useEffect(() => {
    if (me && me.sessionId !== before) void navigate({ to: "/chats", replace: true });
  }, [me, before, navigate]);
  return (
    <SignInFrame>
      {secret ? (
        <PhoneThenCode title={t("people.claimTitle")} hint={t("people.claimHint")} claim={secret} />
      ) : (
        <div className="col g2">
          <h1 className="t26">{t("people.claimTitle")}</h1>
          <p className="dim">{t("people.claimMissing")}</p>
        </div>
      )}
    </SignInFrame>
  );
}
