import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi, useMe } from "../../shell/context";
import { Icon } from "../../shell/parts/Icon";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { moment } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useDesk } from "../parts/useDesk";
import { may } from "../rights";
import { invitationsApi } from "./api";
import { LinkActs } from "./LinkActs";
import { NewLinkDialog } from "./NewLinkDialog";
import { OpenLinkDialog } from "./OpenLinkDialog";
import type { Invitation, OpenInvitation } from "./protocol";
import { linkName } from "./words";

/** The links of the school: who may come in by them, how many have, until when. */
export function InvitationsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(invitationsApi);
  const me = useMe();
  const mayMake = may(me.roles, "manageInvitations");
  const [past, setPast] = useState(false);
  const [making, setMaking] = useState(false);
  const [open, setOpen] = useState<OpenInvitation | null>(null);
  const list = useDesk(["invitations", "all"], () => api.all({}));
  const columns = useColumns();
  return (
    <DeskPage
      title={t("pages.invitations")}
      right="seeInvitations"
      sub={t("invitations.sub")}
      acts={
        mayMake && (
          <button className="btn pri" type="button" onClick={() => setMaking(true)}>
            <Icon name="qr" small />
            {t("invitations.new")}
          </button>
        )
      }
    >
      <section className="card tight" aria-label={t("pages.invitations")}>
        <Loaded query={list}>
          {(all) => (
            <DataTable
              name={t("pages.invitations")}
              columns={columns}
              rows={past ? all : all.filter(({ alive }) => alive)}
              rowId={(one) => one.id}
              tools={
                <button type="button" className="chip" aria-pressed={past} onClick={() => setPast(!past)}>
                  {t("invitations.past")}
                </button>
              }
              acts={(link) => <LinkActs link={link} onOpen={setOpen} />}
              empty={
                <Empty title={t("invitations.empty")} hint={t("invitations.emptyHint")}>
                  {all.length > 0 && (
                    <button type="button" className="btn" onClick={() => setPast(true)}>
                      {t("invitations.past")}
                    </button>
                  )}
                </Empty>
              }
            />
          )}
        </Loaded>
      </section>
      {making && (
        <NewLinkDialog
          onMade={(made) => {
            setMaking(false);
            setOpen(made);
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {open && <OpenLinkDialog open={open} onClose={() => setOpen(null)} />}
    </DeskPage>
  );
}

const stateOf = ({ alive, revokedAt, uses, cap }: Invitation): "alive" | "revoked" | "used" | "expired" =>
  alive ? "alive" : revokedAt != null ? "revoked" : uses >= cap ? "used" : "expired";

function useColumns(): Column<Invitation>[] {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  return useMemo(
    () => [
      { id: "what", title: t("invitations.whom"), value: (one) => linkName(t, page, one), isHead: true },
      {
        id: "state",
        title: t("invitations.state"),
        value: (one) => t(`invitations.states.${stateOf(one)}`),
        cell: (one) => (
          <span className={`tag ${one.alive ? "ok" : ""}`}>{t(`invitations.states.${stateOf(one)}`)}</span>
        ),
      },
      {
        id: "uses",
        title: t("invitations.uses"),
        value: (one) => one.uses,
        cell: (one) => t("invitations.usesOf", { uses: one.uses, cap: one.cap }),
        isNumber: true,
      },
      {
        id: "until",
        title: t("invitations.until"),
        value: (one) => one.expiresAt,
        text: (one) => new Date(one.expiresAt).toISOString(),
        cell: (one) => moment(one.expiresAt),
        isNumber: true,
      },
      { id: "by", title: t("invitations.by"), value: (one) => one.createdBy },
    ],
    [t, page],
  );
}
