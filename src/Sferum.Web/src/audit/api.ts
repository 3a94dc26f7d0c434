import { type Ask, withQuery } from "../live/http";

/** As in src/Sferum.Protocol/Audit/AuditPageDto.cs. */
export interface AuditEntry {
  number: number;
  at: number;
  act: string;
  words: string;
  actorId?: string | null;
  actorName?: string | null;
  subjectKind: string;
  subjectId: string;
  subjectName?: string | null;
  content: "open" | "erased" | "unreadable";
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

export interface AuditFilter {
  act?: string;
  actor?: string;
  subject?: string;
  from?: number;
  to?: number;
}

export interface AuditPage {
  entries: AuditEntry[];
  next?: string | null;
}

const path = "/api/school/audit";

/** The record of what was done. */
export const auditApi = (ask: Ask) => ({
  read: (filter: AuditFilter, cursor?: string) => ask<AuditPage>(withQuery(path, { ...filter, cursor })),
  acts: async () => (await ask<{ acts: { act: string; words: string }[] }>(`${path}/acts`)).acts,
});
