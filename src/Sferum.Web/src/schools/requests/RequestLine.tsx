import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { PersonAvatar } from "../../shell/parts/Avatar";
import type { JoinRequest } from "../joining/protocol";
import { Age } from "../parts/Age";
import { Kept } from "./Kept";
import { PlaceDialog } from "./PlaceDialog";
import { RejectDialog } from "./RejectDialog";
import { applicantName } from "./words";

interface RequestLineProps {
  request: JoinRequest;
  busy: boolean;
  /** With a place: whose kept place is taken. */
  onAccept: (place?: string) => void;
  onReject: (reason: string) => Promise<void>;
}

/** Somebody who waits: who, for what, since when, whose place the lists keep, and the two answers. */
export function RequestLine({ request, busy, onAccept, onReject }: RequestLineProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const [dialog, setDialog] = useState<"reject" | "place" | null>(null);
  const close = () => setDialog(null);
  const kept = request.kept ?? [];
  const name = applicantName(request);
  const place = [
    request.classTitle,
    request.studentName && t("requests.child", { name: request.studentName }),
    request.phone,
  ];
  return (
    <li className="li wrap">
      <PersonAvatar id={request.personId} name={name} />
      <div className="grow" style={{ flexBasis: "11rem" }}>
        <div className="row g2 wrap">
          <b>{name}</b>
          <span className={`tag ${roleTag(request.role)}`}>{roleName(page, request.role)}</span>
        </div>
        <div className="t13 dim">{place.filter(Boolean).join(" · ")}</div>
        <Kept of={kept} />
      </div>
      <Age seconds={request.waitedSeconds} />
      <div className="row g1">
        <button
          className="btn s soft"
          type="button"
          disabled={busy}
          aria-label={t("requests.acceptOf", { name })}
          onClick={() => (kept.length > 1 ? setDialog("place") : onAccept())}
        >
          {t("requests.accept")}
        </button>
        {kept.length === 1 && (
          <button
            className="btn s line"
            type="button"
            disabled={busy}
            aria-label={t("requests.notHimOf", { name })}
            onClick={() => setDialog("place")}
          >
            {t("requests.notHim")}
          </button>
        )}
        <button
          className="btn s line"
          type="button"
          disabled={busy}
          aria-label={t("requests.rejectOf", { name })}
          onClick={() => setDialog("reject")}
        >
          {t("requests.reject")}
        </button>
      </div>
      {dialog === "reject" && (
        <RejectDialog title={t("requests.rejectTitle", { name })} onReject={onReject} onClose={close} />
      )}
      {dialog === "place" && <PlaceDialog name={name} kept={kept} onChosen={onAccept} onClose={close} />}
    </li>
  );
}
