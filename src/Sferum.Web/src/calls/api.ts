import type { Ask } from "../live/http";
import { withQuery } from "../live/http";
import type { Attendance, CallRecord } from "./protocol";

/** What has become of sessions; for those who lead. */
export const callApi = (ask: Ask) => ({
  records: (chatId: string, before: number | null) =>
    ask<{ calls: CallRecord[] }>(withQuery(`/api/chats/${chatId}/calls`, { before })),
  attendance: (callId: string) => ask<Attendance>(`/api/calls/${callId}/attendance`),
});
