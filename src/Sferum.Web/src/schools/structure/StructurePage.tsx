import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DeskPage } from "../parts/DeskPage";
import { CardSection } from "./CardSection";
import { QuietSection } from "./QuietSection";
import { SectionsSection } from "./SectionsSection";
import { SubjectsSection } from "./SubjectsSection";
import { YearsSection } from "./YearsSection";

/** What the school is made of beside its classes: years, subjects, what is taught to whom, and its card. */
export function StructurePage() {
  const { t } = useTranslation("desk");
  return (
    <DeskPage
      title={t("structure.title")}
      right="manageSchool"
      acts={
        <Link className="btn pri" to="/school/rollover">
          {t("rollover.open")}
        </Link>
      }
    >
      <div className="side-r">
        <div className="col g4">
          <SectionsSection />
          <SubjectsSection />
        </div>
        <div className="col g4">
          <YearsSection />
          <CardSection />
          <QuietSection />
        </div>
      </div>
    </DeskPage>
  );
}
