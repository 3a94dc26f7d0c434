import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { roleName, roleTag } from "../../people/roles";
import { useApi } from "../../shell/context";
import { Empty } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import type { JoinRequest, LinkKind } from "../joining/protocol";
import { Age } from "../parts/Age";
import { DeskPage } from "../parts/DeskPage";
import { Loaded } from "../parts/Loaded";
import { useAct } from "../parts/useAct";
import { useDesk } from "../parts/useDesk";
import { AutoAccept } from "./AutoAccept";
import { requestsApi } from "./api";
import { Deciding } from "./Deciding";
import { Kept } from "./Kept";
import { PlaceDialog } from "./PlaceDialog";
import { applicantName } from "./words";

type Shown = "all" | Exclude<LinkKind, "guardian">;
const kinds: { id: Shown; word: "all" | "staff" | "students" }[] = [
  { id: "all", word: "all" },
  { id: "staff", word: "staff" },
  { id: "student", word: "students" },
];

/** Everybody who wants to come in: decided one by one, or hundreds at once. */
export function RequestsPage() {
  const { t } = useTranslation("desk");
  const api = useApi(requestsApi);
  const [kind, setKind] = useState<Shown>("all");
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const list = useDesk(["join", "all", kind], () => api.all(kind === "all" ? undefined : [kind]));
  const columns = useColumns();
  const show = (next: Shown) => {
    setKind(next);
    setChosen(new Set());
  };
  const tools = (
    <div className="row wrap g1" role="group" aria-label={t("requests.kind")}>
      {kinds.map(({ id, word }) => (
        <button key={id} type="button" className="chip" aria-pressed={id === kind} onClick={() => show(id)}>
          {t(`requests.${word}`)}
        </button>
      ))}
    </div>
  );
  return (
    <DeskPage title={t("requests.title")} right="decideJoinRequests">
      <AutoAccept />
      <section className="card tight" aria-label={t("requests.title")}>
        <Loaded query={list}>
          {(requests) => (
            <>
              <Deciding requests={requests} chosen={chosen} onDecided={() => setChosen(new Set())} />
              <DataTable
                name={t("requests.title")}
                columns={columns}
                rows={requests}
                rowId={(one) => one.id}
                sortedBy={{ id: "waits", desc: true }}
                tools={tools}
                chosen={{ ids: chosen, onChange: setChosen, nameOf: applicantName }}
                acts={requests.some(hasChoice) ? (one) => hasChoice(one) && <ChoosePlace of={one} /> : undefined}
                empty={
                  <>
                    <div className="card-h">{kind !== "all" && tools}</div>
                    <Empty title={t("requests.empty")} hint={t("requests.emptyHint")} />
                  </>
                }
              />
            </>
          )}
        </Loaded>
      </section>
    </DeskPage>
  );
}

/** Of several kept places somebody has to say which one it is: such a request is decided by itself. */
const hasChoice = ({ kept = [] }: JoinRequest): boolean => kept.length > 1;

function ChoosePlace({ of }: { of: JoinRequest }) {
  const { t } = useTranslation("desk");
  const api = useApi(requestsApi);
  const { act, busy } = useAct();
  const [choosing, setChoosing] = useState(false);
  const name = applicantName(of);
  const accept = (place: string) =>
    act(() => api.decideOne(of.id, { accept: true, place }), t("requests.acceptedOne", { name }));
  return (
    <>
      <button
        type="button"
        className="btn s soft"
        disabled={busy}
        aria-label={t("requests.whoOf", { name })}
        onClick={() => setChoosing(true)}
      >
        {t("requests.who")}
      </button>
      {choosing && (
        <PlaceDialog
          name={name}
          kept={of.kept ?? []}
          onChosen={(place) => void accept(place)}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

function useColumns(): Column<JoinRequest>[] {
  const { t } = useTranslation("desk");
  const { t: page } = useTranslation();
  return useMemo(
    () => [
      { id: "name", title: t("requests.name"), value: applicantName, isHead: true },
      {
        id: "role",
        title: t("requests.role"),
        value: (one) => roleName(page, one.role),
        cell: (one) => <span className={`tag ${roleTag(one.role)}`}>{roleName(page, one.role)}</span>,
      },
      { id: "class", title: t("requests.class"), value: (one) => one.classTitle },
      {
        id: "kept",
        title: t("requests.inLists"),
        value: (one) => (one.kept ?? []).map(({ name }) => name).join(", "),
        cell: (one) => <Kept of={one.kept ?? []} />,
      },
      { id: "phone", title: t("requests.phone"), value: (one) => one.phone },
      {
        id: "waits",
        title: t("requests.waits"),
        value: (one) => one.waitedSeconds,
        text: (one) => new Date(one.createdAt).toISOString(),
        cell: (one) => <Age seconds={one.waitedSeconds} />,
        isNumber: true,
      },
    ],
    [t, page],
  );
}
