import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../../shell/context";
import { Confirm } from "../../shell/parts/Dialog";
import { Icon } from "../../shell/parts/Icon";
import { Menu } from "../../shell/parts/Menu";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { isoDay } from "../../texts/times";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { structureApi } from "../structure/api";
import { movementsApi } from "./api";
import { MovementDialog } from "./MovementDialog";
import type { Movement, MovementKind, MovementStatus } from "./protocol";
import { TakeInDialog } from "./TakeInDialog";

const kinds: MovementKind[] = ["class_transfer", "leave", "return", "release", "dismissal", "substitution"];
const statuses: MovementStatus[] = ["planned", "failed", "applied", "cancelled"];
const tags: Record<MovementStatus, string> = { planned: "acc", applied: "ok", cancelled: "", failed: "bad" };

/** Movement of students and staff: by order, from a day on, with what has become of it. */
export function MovementsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(movementsApi);
  const [status, setStatus] = useState<MovementStatus | undefined>();
  const [dialog, setDialog] = useState<MovementKind | "transfer" | null>(null);
  const list = useDesk(["movements", status], () => api.all({ status }));
  const columns = useColumns();
  const close = () => setDialog(null);
  return (
    <DeskPage
      title={t("movements.title")}
      right="manageMovement"
      acts={
        <>
          <button type="button" className="btn line" onClick={() => setDialog("transfer")}>
            {t("movements.takeIn")}
          </button>
          <OrderMenu onKind={setDialog} />
        </>
      }
    >
      <section className="card tight" aria-label={t("movements.title")}>
        <div className="card-h" role="group" aria-label={t("movements.status")}>
          {statuses.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === status}
              onClick={() => setStatus(one === status ? undefined : one)}
            >
              {t(`movements.statuses.${one}`)}
            </button>
          ))}
        </div>
        <Loaded query={list}>
          {(movements) => (
            <DataTable
              name={t("movements.title")}
              columns={columns}
              rows={movements}
              rowId={(one) => one.id}
              acts={(one) => (one.status === "planned" ? <Cancel of={one} /> : null)}
              empty={<Empty title={t("movements.empty")} hint={t("movements.emptyHint")} />}
            />
          )}
        </Loaded>
      </section>
      {dialog === "transfer" && <TakeInDialog onClose={close} />}
      {dialog !== null && dialog !== "transfer" && <MovementDialog kind={dialog} person={null} onClose={close} />}
    </DeskPage>
  );
}

/** Everything that can be ordered, behind one button. */
function OrderMenu({ onKind }: { onKind: (kind: MovementKind) => void }) {
  const { t } = useTranslation("desk");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <button
        type="button"
        className="btn pri"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t("movements.new")}
        <Icon name="down" small />
      </button>
      {anchor && (
        <Menu label={t("movements.new")} anchor={anchor} onClose={close}>
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              role="menuitem"
              onClick={() => {
                close();
                onKind(kind);
              }}
            >
              {t(`movements.kinds.${kind}`)}
            </button>
          ))}
        </Menu>
      )}
    </>
  );
}

function Cancel({ of }: { of: Movement }) {
  const { t } = useTranslation("desk");
  const api = useApi(movementsApi);
  const { act } = useAct();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="btn s danger-line" onClick={() => setAsking(true)}>
        {t("movements.cancel")}
      </button>
      {asking && (
        <Confirm
          title={t("movements.cancelTitle", { name: of.name })}
          hint={t("movements.cancelHint")}
          act={t("movements.cancel")}
          onConfirm={() => void act(() => api.cancel(of.id), t("movements.cancelled", { name: of.name }))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function useColumns(): Column<Movement>[] {
  const { t } = useTranslation("desk");
  const structure = useApi(structureApi);
  const classes = useDesk(["classes"], () => structure.classes({})).data;
  return useMemo(() => {
    const titles = new Map(classes?.map(({ id, title }) => [id, title]));
    const title = (id: string | null | undefined) => (id ? (titles.get(id) ?? "…") : "");
    const places = ({ fromClassId, toClassId }: Movement) =>
      [title(fromClassId), title(toClassId)].filter(Boolean).join(" → ");
    return [
      {
        id: "who",
        title: t("movements.whom"),
        value: (one) => one.name,
        cell: (one) => (
          <Link to="/school/people/$personId" params={{ personId: one.personId }}>
            {one.name}
          </Link>
        ),
        isHead: true,
      },
      { id: "what", title: t("movements.what"), value: (one) => t(`movements.kinds.${one.kind}`) },
      { id: "place", title: t("movements.place"), value: places },
      {
        id: "order",
        title: t("movements.orderOf"),
        value: (one) => t("movements.orderNo", { number: one.orderNumber, when: isoDay(one.orderedOn) }),
      },
      {
        id: "from",
        title: t("movements.effectiveOn"),
        value: (one) => one.effectiveOn,
        cell: (one) => isoDay(one.effectiveOn),
        isNumber: true,
      },
      {
        id: "until",
        title: t("movements.until"),
        value: (one) => one.until,
        cell: (one) => (one.until ? isoDay(one.until) : ""),
        isNumber: true,
      },
      {
        id: "status",
        title: t("movements.status"),
        value: (one) => t(`movements.statuses.${one.status}`),
        cell: (one) => (
          <span className={`tag ${tags[one.status]}`} title={one.failure ?? undefined}>
            {t(`movements.statuses.${one.status}`)}
          </span>
        ),
      },
    ];
  }, [t, classes]);
}
