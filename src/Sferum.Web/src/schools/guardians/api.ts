import { type Ask, withQuery } from "../../live/http";
import type { OpenInvitation } from "../invitations/protocol";
import type { JoinRequest } from "../joining/protocol";
import { allPages } from "../parts/useDesk";
import type { JoinQueue } from "../requests/api";

const path = "/api/school/guardian-requests";

/** Guardians: their links, and those who wait to be confirmed. */
export const guardiansApi = (ask: Ask) => ({
  waiting: () =>
    allPages(async (cursor) => {
      const { requests, next } = await ask<JoinQueue>(withQuery(path, { cursor }));
      return { items: requests, next };
    }),
  decide: (id: string, accept: boolean, reason?: string) =>
    ask<JoinRequest>(`${path}/${id}/decide`, { method: "POST", body: { accept, reason } }),
  /** Somebody is a child's guardian no longer; nobody but the guardian may leave the reason out. */
  end: (guardianId: string, studentId: string, reason?: string) =>
    ask<void>("/api/guardianships/end", { method: "POST", body: { guardianId, studentId, reason } }),
  invite: (link: { chatId: string; studentId: string; cap?: number; hours?: number }) =>
    ask<OpenInvitation>("/api/school/guardian-links", { method: "POST", body: link }),
});
