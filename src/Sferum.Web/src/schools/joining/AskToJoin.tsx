import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import type { Me } from "../../people/protocol";
import { useApi, useServices } from "../../shell/context";
import { PersonAvatar } from "../../shell/parts/Avatar";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { fieldIn, why } from "../../shell/words";
import { joiningApi } from "./api";
import style from "./Joining.module.css";
import type { ApplicantName } from "./protocol";

const nobody: ApplicantName = { familyName: "", givenName: "", middleName: "" };

/** Uses the link in the name of whoever is signed in: in at once, or a request that waits. */
export function AskToJoin({ me, secret }: { me: Me; secret: string }) {
  const { t } = useTranslation();
  const { session } = useServices();
  const api = useApi(joiningApi);
  const navigate = useNavigate();
  const [name, setName] = useState(nobody);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Whoever belongs nowhere yet has no name that a school would know.
  const nameless = me.affiliations.length === 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const request = await api.use(secret, nameless ? name : null);
      if (request.status === "accepted") {
        await session.actIn(request.schoolId);
        toast(t("joining.accepted", { school: request.schoolName }));
        void navigate({ to: "/chats", replace: true });
      } else {
        void navigate({ to: "/waiting", replace: true });
      }
    } catch (failure) {
      const field = fieldIn(failure);
      setError(
        field !== undefined && field in nobody
          ? t("joining.badName", { field: t(`joining.${field as keyof ApplicantName}`) })
          : why(t, failure),
      );
      setBusy(false);
    }
  };

  return (
    <form className="col g4" onSubmit={submit}>
      <div className={style.you}>
        <PersonAvatar id={me.personId} name={me.name} size="s" />
        <span className="grow t13">
          <Trans i18nKey="joining.you" values={{ name: me.name }} components={{ 1: <b /> }} />
        </span>
        <button type="button" className="btn s line" onClick={() => void session.setAside()}>
          {t("joining.notYou")}
        </button>
      </div>
      {nameless && <NameFields name={name} onChange={setName} />}
      <p className="err" role="alert">
        {error && <Icon name="alert" small />}
        {error}
      </p>
      <button className="btn pri xl full" type="submit" disabled={busy}>
        {t("joining.ask")}
      </button>
    </form>
  );
}

function NameFields({ name, onChange }: { name: ApplicantName; onChange: (name: ApplicantName) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const field = (key: keyof ApplicantName, complete: string, required: boolean) => (
    <div className="field">
      <label htmlFor={id + key}>{t(`joining.${key}`)}</label>
      <input
        className="inp"
        id={id + key}
        autoComplete={complete}
        maxLength={60}
        required={required}
        value={name[key] ?? ""}
        onChange={(event) => onChange({ ...name, [key]: event.target.value })}
      />
    </div>
  );
  return (
    <fieldset className="col g3">
      <legend className="t17 b">{t("joining.nameTitle")}</legend>
      <p className="t13 dim">{t("joining.nameHint")}</p>
      {field("familyName", "family-name", true)}
      {field("givenName", "given-name", true)}
      {field("middleName", "additional-name", false)}
    </fieldset>
  );
}
