import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import type { Invitation, InvitationEvent, NewInvitation, OpenInvitation } from "./protocol";

const path = "/api/school/invitations";

interface Page {
  invitations: Invitation[];
  next?: string | null;
}

/** Links by which people come in. */
export const invitationsApi = (ask: Ask) => ({
  first: async (limit: number) => (await ask<Page>(withQuery(path, { limit }))).invitations,
  all: (filter: { kind?: string; classId?: string }) =>
    allPages(async (cursor) => {
      const { invitations, next } = await ask<Page>(withQuery(path, { ...filter, cursor, limit: 200 }));
      return { items: invitations, next };
    }),
  create: (link: NewInvitation) => ask<OpenInvitation>(path, { method: "POST", body: link }),
  revoke: (id: string) => ask<Invitation>(`${path}/${id}`, { method: "DELETE" }),
  show: (id: string) => ask<OpenInvitation>(`${path}/${id}/show`, { method: "POST" }),
  sheet: async (id: string, secret: string) =>
    (await ask<{ html: string }>(`${path}/${id}/sheet`, { method: "POST", body: { secret } })).html,
  handOut: (id: string, personId: string) =>
    ask<Invitation>(`${path}/${id}/hand-outs`, { method: "POST", body: { personId } }),
  log: async (id: string) => (await ask<{ events: InvitationEvent[] }>(`${path}/${id}/log?limit=200`)).events,
});
