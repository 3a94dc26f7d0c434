import { type Ask, withQuery } from "../live/http";
import type { Cluster, Notice, SchoolSizes, StandingNotice } from "./protocol";

export interface Announcement {
  text: string;
  textEn: string | null;
  from: number;
  until: number;
}

const maintenance = "/api/operator/maintenance";

/** How the deployment is, and what the operator does to it. */
export const operatorsApi = (ask: Ask) => ({
  cluster: () => ask<Cluster>("/api/operator/cluster"),
  schools: (after: string | undefined, limit: number) =>
    ask<SchoolSizes>(withQuery("/api/operator/schools", { after, limit })),
  drain: (name: string, on: boolean) =>
    ask<void>(`/api/operator/media-nodes/${encodeURIComponent(name)}/drain`, { method: "POST", body: { on } }),
  evenOut: () =>
    ask<{ gateways: { asked: number }[] }>("/api/operator/gateways/even-out", { method: "POST", body: {} }),
  maintenance: async () => (await ask<StandingNotice>(maintenance)).notice ?? null,
  announce: (announcement: Announcement) => ask<Notice>(maintenance, { method: "PUT", body: announcement }),
  endMaintenance: () => ask<void>(maintenance, { method: "DELETE" }),
});
