import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { roleName } from "../../people/roles";
import { useApi } from "../../shell/context";
import { Dialog } from "../../shell/parts/Dialog";
import { Empty, Failed, Waiting } from "../../shell/parts/States";
import type { Column } from "../../shell/table/columns";
import { DataTable } from "../../shell/table/DataTable";
import { needTexts } from "../../texts/language";
import { clock } from "../../texts/times";
import { callApi } from "../api";
import type { Attendance, Attendee } from "../protocol";

/** Who was in, against the members of the chat; goes into a file. */
export default function AttendanceDialog({ callId, onClose }: { callId: string; onClose: () => void }) {
  const { t } = useTranslation("call");
  const api = useApi(callApi);
  const attendance = useQuery({
    queryKey: ["attendance", callId],
    // The table's own words come with the desk's.
    queryFn: async () => (await Promise.all([api.attendance(callId), needTexts("desk")]))[0],
    staleTime: 0,
  });
  return (
    <Dialog title={t("attendance.title")} onClose={onClose}>
      {attendance.isPending && <Waiting />}
      {attendance.isError && <Failed onRetry={() => void attendance.refetch()} />}
      {attendance.data && <AttendanceTable attendance={attendance.data} />}
    </Dialog>
  );
}

function AttendanceTable({ attendance: { call, people } }: { attendance: Attendance }) {
  const { t: tShell } = useTranslation();
  const { t } = useTranslation("call");
  const columns = useMemo(
    (): Column<Attendee>[] => [
      { id: "name", title: t("attendance.name"), value: (one) => one.name, isHead: true },
      { id: "role", title: t("attendance.role"), value: (one) => roleName(tShell, one.role) },
      { id: "status", title: t("attendance.status"), value: (one) => t(`attendance.statuses.${one.status}`) },
      { id: "minutes", title: t("attendance.minutes"), value: (one) => one.minutes, isNumber: true },
      {
        id: "came",
        title: t("attendance.came"),
        value: (one) => one.stays[0]?.from,
        ...time((one) => one.stays[0]?.from),
      },
      {
        id: "went",
        title: t("attendance.went"),
        value: (one) => one.stays.at(-1)?.to,
        ...time((one) => one.stays.at(-1)?.to),
      },
    ],
    [t, tShell],
  );
  return (
    <DataTable
      name={t("attendance.file", { title: call.title })}
      columns={columns}
      rows={people}
      rowId={(one) => one.personId}
      sortedBy={{ id: "name" }}
      empty={<Empty title={t("attendance.empty")} />}
    />
  );
}

/** A moment is sorted as a number and read as a time, on the screen and in a file. */
function time(of: (one: Attendee) => number | null | undefined): Pick<Column<Attendee>, "cell" | "text"> {
  const text = (one: Attendee) => {
    const at = of(one);
    return at == null ? "" : clock(at);
  };
  return { cell: text, text };
}
