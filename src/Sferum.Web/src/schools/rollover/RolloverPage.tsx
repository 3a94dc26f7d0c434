import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { yearName } from "../classes/YearChips";
import { Crumbs } from "../parts/Crumbs";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { type RolloverPreview, type RolloverWish, rolloverApi } from "./api";
import { Fates } from "./Fates";
import { PastRollovers } from "./PastRollovers";
import { Wishes } from "./Wishes";

const usual: RolloverWish = { graduating: 11, withTeachers: true, repeaters: [], beginning: [], classes: [] };

/** The next school year: first what would happen, then exactly that, and back again while nobody has used it. */
export function RolloverPage() {
  const { t } = useTranslation("desk");
  const api = useApi(rolloverApi);
  const me = useMe();
  const [wish, setWish] = useState(usual);
  const preview = useQuery({
    queryKey: ["desk", me.personId, me.schoolId, "rollover", "preview", wish],
    queryFn: () => api.preview(wish),
    staleTime: 0,
  });
  return (
    <DeskPage
      title={t("rollover.title")}
      right="manageSchool"
      sub={preview.data && t("rollover.sub", { from: yearName(preview.data.from), to: yearName(preview.data.to) })}
      above={<Crumbs link={<Link to="/school/structure">{t("pages.structure")}</Link>} here={t("rollover.title")} />}
    >
      <p className="banner round">{t("rollover.nothingYet")}</p>
      <div className="side-r">
        <Loaded query={preview}>
          {(shown) => <Plan preview={shown} wish={wish} onWish={setWish} isCurrent={!preview.isFetching} />}
        </Loaded>
        <div className="col g4">
          <Wishes wish={wish} onWish={setWish} />
          <PastRollovers />
        </div>
      </div>
    </DeskPage>
  );
}

interface PlanProps {
  preview: RolloverPreview;
  wish: RolloverWish;
  onWish: (wish: RolloverWish) => void;
  isCurrent: boolean;
}

function Plan({ preview, wish, onWish, isCurrent }: PlanProps) {
  const { t } = useTranslation("desk");
  const api = useApi(rolloverApi);
  const { act, busy } = useAct();
  const [asking, setAsking] = useState(false);
  const { counts, conflicts } = preview;
  const stat = (word: "classes" | "students" | "graduates" | "archivedClasses", look: string) => (
    <div className="stat">
      <dt>{t(`rollover.counts.${word}`)}</dt>
      <dd className={look}>{counts[word]}</dd>
    </div>
  );
  return (
    <div className="col g4">
      <dl className="stats">
        {stat("classes", "good")}
        {stat("students", "")}
        {stat("graduates", "warm")}
        {stat("archivedClasses", "")}
      </dl>
      {conflicts.length > 0 && (
        <ul className="banner bad round col" role="alert">
          {conflicts.map(({ code, message, subject, title }) => (
            <li key={`${code} ${subject} ${title}`}>{message}</li>
          ))}
        </ul>
      )}
      <Fates preview={preview} wish={wish} onWish={onWish} />
      <div>
        <button
          type="button"
          className="btn pri"
          disabled={busy || !isCurrent || conflicts.length > 0}
          onClick={() => setAsking(true)}
        >
          {t("rollover.carryOut", { to: yearName(preview.to) })}
        </button>
      </div>
      {asking && (
        <Confirm
          title={t("rollover.carryOutTitle", { to: yearName(preview.to) })}
          hint={t("rollover.carryOutHint")}
          act={t("rollover.go")}
          onConfirm={() => void act(() => api.carryOut(wish, preview.revision), t("rollover.done"))}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
