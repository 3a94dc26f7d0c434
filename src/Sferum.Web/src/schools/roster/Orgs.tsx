import { useTranslation } from "react-i18next";
import type { RosterOrg } from "./protocol";

interface OrgsProps {
  orgs: RosterOrg[];
  /** Nothing can be chosen now. */
  fixed: boolean;
  onChoose: (sourcedId: string | undefined) => void;
}

/** The schools of the file: which one is the own, and how that is known. What no number proves, the administrator says. */
export function Orgs({ orgs, fixed, onChoose }: OrgsProps) {
  const { t } = useTranslation("desk");
  const own = orgs.find(({ match }) => match != null);
  return (
    <section className="card tight" aria-labelledby="import-orgs">
      <div className="card-h">
        <h2 className="t17" id="import-orgs">
          {t("import.orgs")}
        </h2>
      </div>
      {!own && <p className="li dim">{t("import.whichOrg")}</p>}
      <ul className="list">
        {orgs.map((org) => (
          <li key={org.sourcedId} className="li wrap">
            <span className="grow" style={{ flexBasis: "11rem" }}>
              <b>{org.name}</b> <span className="t13 dim">{org.sourcedId}</span>
            </span>
            {org.match && <span className="tag ok">{t(`import.matches.${org.match}`)}</span>}
            {org.match === "choice" && !fixed && (
              <button type="button" className="btn s line" onClick={() => onChoose(undefined)}>
                {t("import.notOwn")}
              </button>
            )}
            {!own && !fixed && (
              <button
                type="button"
                className="btn s soft"
                aria-label={t("import.ownIs", { name: org.name })}
                onClick={() => onChoose(org.sourcedId)}
              >
                {t("import.own")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
