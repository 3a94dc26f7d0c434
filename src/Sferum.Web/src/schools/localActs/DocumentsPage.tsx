import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { dayOf } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import type { LocalAct, LocalActKind } from "../regulation/protocol";
import { may } from "../rights";
import { AcceptanceCard } from "./AcceptanceCard";
import { ActivateDialog } from "./ActivateDialog";
import { localActsApi } from "./api";
import { DraftDialog } from "./DraftDialog";
import { ReadDialog } from "./ReadDialog";

const kinds: LocalActKind[] = ["regulation", "consent"];

/** The school's own texts in versions: what is in force, what is drafted, who has accepted. */
export function DocumentsPage() {
  const { t } = useTranslation("desk");
  const [drafting, setDrafting] = useState<LocalActKind | null>(null);
  return (
    <DeskPage title={t("documents.title")} right="manageRegulation">
      <div className="side-r">
        <div className="col g4">
          {kinds.map((kind) => (
            <Versions key={kind} kind={kind} onDraft={() => setDrafting(kind)} />
          ))}
        </div>
        <AcceptanceCard />
      </div>
      {drafting && <DraftDialog kind={drafting} onClose={() => setDrafting(null)} />}
    </DeskPage>
  );
}

function Versions({ kind, onDraft }: { kind: LocalActKind; onDraft: () => void }) {
  const { t } = useTranslation("desk");
  const api = useApi(localActsApi);
  const list = useDesk(["local-acts", kind], () => api.all(kind));
  return (
    <section className="card tight" aria-labelledby={`acts-${kind}`}>
      <div className="card-h">
        <h2 className="t17 grow" id={`acts-${kind}`}>
          {t(`documents.kinds.${kind}`)}
        </h2>
        <button type="button" className="btn s line" onClick={onDraft}>
          <Icon name="plus" small />
          {t("documents.draft")}
        </button>
      </div>
      <Loaded query={list}>
        {(versions) =>
          versions.length === 0 ? (
            <Empty title={t("documents.empty")} hint={t(`documents.emptyHints.${kind}`)} />
          ) : (
            <ul className="list">
              {versions.map((one) => (
                <Version key={one.version} of={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Version({ of }: { of: LocalAct }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const [dialog, setDialog] = useState<"read" | "activate" | null>(null);
  const isDraft = of.activatedAt == null;
  const inForce = !isDraft && of.retiredAt == null;
  const close = () => setDialog(null);
  return (
    <li className="li wrap">
      <Icon name="file" />
      <span className="grow" style={{ flexBasis: "11rem" }}>
        <b>{of.title}</b>
        <br />
        <span className="t13 dim">
          {t("documents.version", { version: of.version })} ·{" "}
          {isDraft
            ? t("documents.drafted", { when: dayOf(of.createdAt) })
            : t("documents.since", { when: dayOf(of.activatedAt ?? 0) })}
        </span>
      </span>
      {inForce && <span className="tag ok">{t("documents.inForce")}</span>}
      {isDraft && <span className="tag warn">{t("documents.isDraft")}</span>}
      <button type="button" className="btn s line" onClick={() => setDialog("read")}>
        {t("documents.read")}
      </button>
      {isDraft && may(me.roles, "activateRegulation") && (
        <button type="button" className="btn s soft" onClick={() => setDialog("activate")}>
          {t("documents.activate")}
        </button>
      )}
      {dialog === "read" && <ReadDialog of={of} onClose={close} />}
      {dialog === "activate" && <ActivateDialog of={of} onClose={close} />}
    </li>
  );
}
