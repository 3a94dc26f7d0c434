import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../../live/protocol";
import { useApi } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { DeskPage } from "../parts/DeskPage";
import { rosterApi } from "./api";
import { ChooseFile } from "./ChooseFile";
import { Preview } from "./Preview";
import type { RosterPreview, RosterWish } from "./protocol";
import { Steps } from "./Steps";

const usual: RosterWish = { encoding: "utf-8", skipBadRows: false, allowLargeRemoval: false };

type Shown = { step: "file" } | { step: "check"; preview: RosterPreview } | { step: "done"; preview: RosterPreview };

/** The school's lists from a file: nothing changes before it was shown what would, and then exactly that does. */
export function RosterPage() {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(rosterApi);
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [wish, setWish] = useState(usual);
  const [shown, setShown] = useState<Shown>({ step: "file" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // What is asked for last is what is shown, however long an earlier answer takes.
  const latest = useRef(0);

  const run = async (work: () => Promise<Shown>) => {
    const mine = ++latest.current;
    setBusy(true);
    setError(null);
    try {
      const next = await work();
      if (mine === latest.current) setShown(next);
    } catch (failure) {
      if (mine === latest.current) setError(why(page, failure));
    } finally {
      if (mine === latest.current) setBusy(false);
    }
  };
  const look = (of: File, how: RosterWish) => {
    setFile(of);
    setWish(how);
    void run(async () => ({ step: "check", preview: await api.preview(of, how) }));
  };
  const apply = (of: File, revision: string) =>
    void run(async () => {
      try {
        const preview = await api.import(of, wish, revision);
        void queries.invalidateQueries({ queryKey: ["desk"] });
        return { step: "done", preview };
      } catch (failure) {
        if (!(failure instanceof Refused && failure.refusal.code === "roster.refused.stale")) throw failure;
        toast(failure.refusal.message);
        return { step: "check", preview: await api.preview(of, wish) };
      }
    });
  const again = () => {
    latest.current++;
    setFile(null);
    setWish(usual);
    setShown({ step: "file" });
    setBusy(false);
    setError(null);
  };

  return (
    <DeskPage
      title={t("import.title")}
      right="importRoster"
      sub={file ? t("import.from", { name: file.name }) : t("import.sub")}
      acts={
        file && (
          <button type="button" className="btn line" onClick={again}>
            <Icon name="upload" small />
            {t("import.another")}
          </button>
        )
      }
    >
      <Steps at={shown.step} />
      <p className="err" role="alert">
        {error && <Icon name="alert" small />}
        {error}
      </p>
      {shown.step === "file" || !file ? (
        <ChooseFile wish={wish} busy={busy} onChosen={look} />
      ) : (
        <Preview
          preview={shown.preview}
          done={shown.step === "done"}
          wish={wish}
          busy={busy}
          onWish={(next) => look(file, next)}
          onApply={() => apply(file, shown.preview.revision)}
        />
      )}
    </DeskPage>
  );
}
