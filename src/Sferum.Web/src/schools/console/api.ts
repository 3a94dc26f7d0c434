import type { Ask } from "../../live/http";

export type WaitingKind =
  | "join_requests"
  | "guardian_requests"
  | "reports"
  | "evidence"
  | "failed_movements"
  | "planned_movements"
  | "classes_without_teacher"
  | "sections_without_teacher";

/** As in src/Sferum.Protocol/Schools/Directory.cs. */
export interface WaitingWork {
  kind: WaitingKind;
  count: number;
  since: number;
  ageSeconds: number;
}

export const consoleApi = (ask: Ask) => ({
  waiting: async () => (await ask<{ items: WaitingWork[] }>("/api/school/waiting")).items,
});
