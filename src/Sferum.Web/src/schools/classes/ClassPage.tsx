import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { NewLinkDialog } from "../invitations/NewLinkDialog";
import { OpenLinkDialog } from "../invitations/OpenLinkDialog";
import type { OpenInvitation } from "../invitations/protocol";
import { Crumbs } from "../parts/Crumbs";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { peopleApi } from "../people/api";
import { may } from "../rights";
import { structureApi } from "../structure/api";
import type { SchoolClass } from "../structure/protocol";
import { ClassActs } from "./ClassActs";
import { ClassCoverageCard } from "./ClassCoverageCard";
import { EnrollDialog } from "./EnrollDialog";
import { RosterTable } from "./RosterTable";
import { TeachersCard } from "./TeachersCard";
import { yearName } from "./YearChips";

/** A class: who is in it, who leads and teaches it. */
export function ClassPage() {
  const { classId } = useParams({ from: "/signed-in/desk/school/classes/$classId" });
  const structure = useApi(structureApi);
  const found = useDesk(["classes", "one", classId], () => structure.class(classId));
  return <Loaded query={found}>{(of) => <Page key={of.id} of={of} />}</Loaded>;
}

function Page({ of }: { of: SchoolClass }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const people = useApi(peopleApi);
  const sees = may(me.roles, "seePeople");
  const roster = useDesk(["people", "class", of.id], () => people.all({ class: of.id }), sees);
  const [dialog, setDialog] = useState<"link" | "enroll" | null>(null);
  const [open, setOpen] = useState<OpenInvitation | null>(null);
  const living = of.archivedAt == null;
  const close = () => setDialog(null);
  return (
    <DeskPage
      title={of.title}
      right="seeSchool"
      sub={`${t("classes.studentsCount", { count: of.students })} · ${yearName(of.year)}${living ? "" : ` · ${t("archive.in")}`}`}
      above={<Crumbs link={<Link to="/school/classes">{t("pages.classes")}</Link>} here={of.title} />}
      acts={
        <>
          {may(me.roles, "manageSchool") && <ClassActs of={of} />}
          {living && may(me.roles, "manageEnrollment") && (
            <button type="button" className="btn line" onClick={() => setDialog("enroll")}>
              <Icon name="plus" small />
              {t("roster.enroll")}
            </button>
          )}
          {living && may(me.roles, "manageInvitations") && (
            <button type="button" className="btn pri" onClick={() => setDialog("link")}>
              <Icon name="qr" small />
              {t("console.invite")}
            </button>
          )}
        </>
      }
    >
      {sees ? (
        <div className="side-r">
          <section className="card tight" aria-label={t("roster.title")}>
            <Loaded query={roster}>{(students) => <RosterTable of={of} students={students} />}</Loaded>
          </section>
          <div className="col g4">
            {roster.data && <ClassCoverageCard students={roster.data} />}
            <TeachersCard of={of} />
          </div>
        </div>
      ) : (
        <Empty title={t("notYours")} />
      )}
      {dialog === "enroll" && <EnrollDialog of={of} onClose={close} />}
      {dialog === "link" && (
        <NewLinkDialog
          classId={of.id}
          onMade={(made) => {
            close();
            setOpen(made);
          }}
          onClose={close}
        />
      )}
      {open && <OpenLinkDialog open={open} onClose={() => setOpen(null)} />}
    </DeskPage>
  );
}
