import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { toast } from "../../shell/Toasts";
import { why } from "../../shell/words";
import { moment } from "../../texts/times";
import { invitationsApi } from "./api";
import style from "./Link.module.css";
import type { OpenInvitation } from "./protocol";
import { Sheet } from "./Sheet";
import { linkName } from "./words";

/** A link with its secret: to be copied, shown as a picture, printed. A staff link is shown this once. */
export function OpenLinkDialog({ open, onClose }: { open: OpenInvitation; onClose: () => void }) {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  const api = useApi(invitationsApi);
  const [sheet, setSheet] = useState<string | null>(null);
  const { invitation, url, qrSvg, secret } = open;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    toast(t("invitations.copied"));
  };
  const print = async () => {
    try {
      setSheet(await api.sheet(invitation.id, secret));
    } catch (error) {
      toast(why(page, error));
    }
  };
  return (
    <Dialog title={linkName(t, page, invitation)} className={style.wide} onClose={onClose}>
      <p className="t13 dim">{t(invitation.kind === "staff" ? "invitations.once" : "invitations.again")}</p>
      <div className={style.both}>
        <img
          className="qr"
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg)}`}
          alt={t("invitations.qr")}
        />
        <div className="col g3 grow">
          <div className="field">
            <label htmlFor="open-link">{t("invitations.link")}</label>
            <input className="inp" id="open-link" readOnly value={url} onFocus={(event) => event.target.select()} />
          </div>
          <dl className="kv t13">
            <dt>{t("invitations.until")}</dt>
            <dd>{moment(invitation.expiresAt)}</dd>
            <dt>{t("invitations.uses")}</dt>
            <dd className="num">{t("invitations.usesOf", { uses: invitation.uses, cap: invitation.cap })}</dd>
          </dl>
        </div>
      </div>
      <div className={style.foot}>
        <button type="button" className="btn line" onClick={() => void print()}>
          <Icon name="print" small />
          {t("invitations.print")}
        </button>
        <button type="button" className="btn pri" onClick={() => void copy()}>
          <Icon name="copy" small />
          {t("invitations.copy")}
        </button>
      </div>
      {sheet && <Sheet html={sheet} onPrinted={() => setSheet(null)} />}
    </Dialog>
  );
}
