import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { dayOf, isoDay } from "../../texts/times";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import type { SchoolPerson } from "../people/protocol";
import { consentsApi } from "./api";
import { BirthDateDialog } from "./BirthDateDialog";
import { PaperDialog } from "./PaperDialog";
import type { Consent, StudentConsents } from "./protocol";
import { WithdrawDialog } from "./WithdrawDialog";

/** What legal representatives have consented to for a student, and what is done about it on paper. */
export function ConsentCard({ student }: { student: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const api = useApi(consentsApi);
  const query = useDesk(["consents", student.personId], () => api.of(student.personId));
  return (
    <section className="card col g3" aria-labelledby="person-consents">
      <h2 className="t17" id="person-consents">
        {t("pages.consents")}
      </h2>
      <Loaded query={query}>{(of) => <Consents of={of} student={student} />}</Loaded>
    </section>
  );
}

function Consents({ of, student }: { of: StudentConsents; student: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const [dialog, setDialog] = useState<"paper" | "withdraw" | "birth" | null>(null);
  const standing = of.consents.find(({ withdrawnAt }) => withdrawnAt == null);
  const close = () => setDialog(null);
  return (
    <>
      {of.limited && <p className="banner warn round">{t("consents.limited")}</p>}
      <p>
        {t("consents.born")}: {of.birthDate ? isoDay(of.birthDate) : t("consents.bornUnknown")}
      </p>
      {of.consents.length === 0 && <p className="dim">{t("consents.none")}</p>}
      <ul className="col g1">
        {of.consents.map((one) => (
          <Line key={one.id} of={one} student={student} />
        ))}
      </ul>
      <div className="row wrap g2">
        {standing ? (
          <button type="button" className="btn danger-line" onClick={() => setDialog("withdraw")}>
            {t("consents.withdraw")}
          </button>
        ) : (
          <button type="button" className="btn line" onClick={() => setDialog("paper")}>
            {t("consents.record")}
          </button>
        )}
        <button type="button" className="btn line" onClick={() => setDialog("birth")}>
          {t("consents.setBorn")}
        </button>
      </div>
      {dialog === "paper" && <PaperDialog student={student} onClose={close} />}
      {dialog === "withdraw" && <WithdrawDialog studentId={student.personId} name={student.name} onClose={close} />}
      {dialog === "birth" && <BirthDateDialog student={student} before={of.birthDate ?? ""} onClose={close} />}
    </>
  );
}

function Line({ of, student }: { of: Consent; student: SchoolPerson }) {
  const { t } = useTranslation("desk");
  const by = student.guardians.find(({ personId }) => personId === of.givenById)?.name;
  const how =
    of.paper != null ? t("consents.paper", { paper: of.paper }) : t("consents.byVersion", { version: of.textVersion });
  return (
    <li className={of.withdrawnAt == null ? "" : "dim"}>
      {dayOf(of.givenAt)} · {[by, how].filter(Boolean).join(" · ")}
      {of.withdrawnAt != null && ` · ${t("consents.withdrawnAt", { when: dayOf(of.withdrawnAt) })}`}
    </li>
  );
}
