import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { useAct } from "../parts/useAct";
import { may } from "../rights";
import { invitationsApi } from "./api";
import { HandOutDialog } from "./HandOutDialog";
import { LogDialog } from "./LogDialog";
import type { Invitation, OpenInvitation } from "./protocol";
import { linkName } from "./words";

/** What can be done with a link: shown again where that is allowed, handed out, looked into, ended. */
export function LinkActs({ link, onOpen }: { link: Invitation; onOpen: (open: OpenInvitation) => void }) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(invitationsApi);
  const me = useMe();
  const { act, busy } = useAct();
  const [dialog, setDialog] = useState<"log" | "hand" | "revoke" | null>(null);
  const manages = may(me.roles, "manageInvitations");
  // A class teacher ends the links that class teachers make.
  const revokes = manages || (link.kind === "guardian" && may(me.roles, "revokeInvitations"));
  const name = linkName(t, page, link);
  const close = () => setDialog(null);
  const show = async () => {
    const open = await act(() => api.show(link.id));
    if (open) onOpen(open);
  };
  return (
    <span className="row wrap g1">
      {link.alive && link.kind === "student" && (
        <button className="btn s soft" type="button" disabled={busy} onClick={() => void show()}>
          {t("invitations.show")}
        </button>
      )}
      {link.alive && manages && (
        <button className="btn s line" type="button" onClick={() => setDialog("hand")}>
          {t("invitations.hand")}
        </button>
      )}
      <button className="btn s line" type="button" onClick={() => setDialog("log")}>
        {t("invitations.log")}
      </button>
      {link.alive && revokes && (
        <button className="btn s danger-line" type="button" onClick={() => setDialog("revoke")}>
          {t("invitations.revoke")}
        </button>
      )}
      {dialog === "log" && <LogDialog link={link} name={name} onClose={close} />}
      {dialog === "hand" && <HandOutDialog link={link} name={name} onClose={close} />}
      {dialog === "revoke" && (
        <Confirm
          title={t("invitations.revokeTitle", { name })}
          hint={t("invitations.revokeHint")}
          act={t("invitations.revoke")}
          onConfirm={() => void act(() => api.revoke(link.id), t("invitations.revoked", { name }))}
          onClose={close}
        />
      )}
    </span>
  );
}
