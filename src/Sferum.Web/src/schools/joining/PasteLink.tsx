import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { secretIn } from "./secretIn";

/** For those who have a link and no camera. */
export function PasteLink({ onSecret }: { onSecret: (secret: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [link, setLink] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSecret(secretIn(link));
  };
  return (
    <>
      <div className="col g2">
        <h1 className="t26">{t("joining.pasteTitle")}</h1>
        <p className="dim">{t("joining.pasteHint")}</p>
      </div>
      <form className="col g4" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{t("joining.link")}</label>
          <input
            className="inp"
            id={id}
            autoComplete="off"
            spellCheck={false}
            value={link}
            onChange={(event) => setLink(event.target.value)}
          />
        </div>
        <button className="btn pri xl full" type="submit" disabled={secretIn(link) === ""}>
          {t("joining.open")}
        </button>
      </form>
    </>
  );
}
