import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { PersonAvatar } from "../../shell/parts/Avatar";
import type { JoinRequest } from "../joining/protocol";
import { Age } from "../parts/Age";
import { RejectDialog } from "./RejectDialog";
import { applicantName } from "./words";

interface RequestLineProps {
  request: JoinRequest;
  busy: boolean;
  onAccept: () => void;
  onReject: (reason: string) => Promise<void>;
}

/** Somebody who waits: who, for what, since when, and the two answers. */
export function RequestLine({ request, busy, onAccept, onReject }: RequestLineProps) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const [rejecting, setRejecting] = useState(false);
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
      </div>
      <Age seconds={request.waitedSeconds} />
      <div className="row g1">
        <button
          className="btn s soft"
          type="button"
          disabled={busy}
          aria-label={t("requests.acceptOf", { name })}
          onClick={onAccept}
        >
          {t("requests.accept")}
        </button>
        <button
          className="btn s line"
          type="button"
          disabled={busy}
          aria-label={t("requests.rejectOf", { name })}
          onClick={() => setRejecting(true)}
        >
          {t("requests.reject")}
        </button>
      </div>
      {rejecting && (
        <RejectDialog
          title={t("requests.rejectTitle", { name })}
          onReject={onReject}
          onClose={() => setRejecting(false)}
        />
      )}
    </li>
  );
}
