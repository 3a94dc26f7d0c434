import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import { moment } from "../../texts/times";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { type EvidenceRequest, moderationApi, type Original } from "./api";
import { EvidenceDialog } from "./EvidenceDialog";
import { OriginalsDialog } from "./OriginalsDialog";

/** Originals of edited and deleted messages: one head asks, the other approves, and the first reads for a day. */
export function EvidenceCard() {
  const { t } = useTranslation("desk");
  const api = useApi(moderationApi);
  const list = useDesk(["evidence"], api.evidence);
  const [asking, setAsking] = useState(false);
  return (
    <section className="card tight" aria-labelledby="evidence">
      <div className="card-h">
        <h2 className="t17 grow" id="evidence">
          {t("moderation.evidence")}
        </h2>
        <button type="button" className="btn s line" onClick={() => setAsking(true)}>
          <Icon name="plus" small />
          {t("moderation.askEvidence")}
        </button>
      </div>
      <p className="li t13 dim">{t("moderation.evidenceHint")}</p>
      <Loaded query={list}>
        {(requests) =>
          requests.length === 0 ? (
            <Empty title={t("moderation.noEvidence")} />
          ) : (
            <ul className="list">
              {requests.map((one) => (
                <Line key={one.requestId} of={one} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking && <EvidenceDialog onClose={() => setAsking(false)} />}
    </section>
  );
}

type Stage = "waits" | "open" | "closed";

const stageOf = ({ untilAt }: EvidenceRequest, now = Date.now()): Stage =>
  untilAt == null ? "waits" : untilAt > now ? "open" : "closed";

const tags: Record<Stage, string> = { waits: "warn", open: "ok", closed: "" };

function Line({ of }: { of: EvidenceRequest }) {
  const { t } = useTranslation("desk");
  const api = useApi(moderationApi);
  const me = useMe();
  const { act, busy } = useAct();
  const [approving, setApproving] = useState(false);
  const [originals, setOriginals] = useState<Original[] | null>(null);
  const isOwn = of.requestedBy === me.personId;
  const stage = stageOf(of);
  const read = async () => {
    const texts = await act(() => api.read(of.requestId));
    if (texts) setOriginals(texts);
  };
  return (
    <li className="li wrap">
      <div className="grow" style={{ flexBasis: "14rem" }}>
        <div className="row wrap g2">
          <b>{of.chatTitle}</b>
          <span className={`tag ${tags[stage]}`}>{t(`moderation.stages.${stage}`)}</span>
        </div>
        <p className="t13 dim">
          {t("moderation.asked", { name: of.requestedByName, when: moment(of.requestedAt), count: of.numbers.length })}
          {of.approvedByName && ` · ${t("moderation.approvedBy", { name: of.approvedByName })}`}
        </p>
        <p>{of.reason}</p>
      </div>
      {stage === "waits" && !isOwn && (
        <button type="button" className="btn s soft" disabled={busy} onClick={() => setApproving(true)}>
          {t("moderation.approve")}
        </button>
      )}
      {stage === "open" && isOwn && (
        <button type="button" className="btn s soft" disabled={busy} onClick={() => void read()}>
          {t("moderation.read")}
        </button>
      )}
      {approving && (
        <Confirm
          title={t("moderation.approveTitle", { name: of.requestedByName })}
          hint={t("moderation.approveHint")}
          act={t("moderation.approve")}
          onConfirm={() => void act(() => api.approve(of.requestId), t("moderation.approved"))}
          onClose={() => setApproving(false)}
        />
      )}
      {originals && <OriginalsDialog title={of.chatTitle} of={originals} onClose={() => setOriginals(null)} />}
    </li>
  );
}
