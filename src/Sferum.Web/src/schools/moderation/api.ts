import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";

// As in src/Sferum.Protocol/Chats/Reports.cs.

export type ReportAnswer = "dismissed" | "message_deleted" | "member_muted";

export interface Report {
  reportId: string;
  chatId: string;
  chatTitle: string;
  number: number;
  authorId: string;
  authorName: string;
  reason: string;
  at: number;
  ageSeconds: number;
  escalatesAt: number;
}

export interface EvidenceRequest {
  requestId: string;
  chatId: string;
  chatTitle: string;
  numbers: number[];
  requestedBy: string;
  requestedByName: string;
  reason: string;
  requestedAt: number;
  approvedBy?: string | null;
  approvedByName?: string | null;
  untilAt?: number | null;
}

export interface Original {
  number: number;
  changedBy: number;
  text: string;
}

export interface SchoolChat {
  chatId: string;
  kind: string;
  title: string;
  isMember: boolean;
}

/** Reports that moderators have left unanswered, and originals of messages by the procedure of two. */
export const moderationApi = (ask: Ask) => ({
  escalated: () =>
    allPages(async (after) => {
      const { reports, next } = await ask<{ reports: Report[]; next?: string | null }>(
        withQuery("/api/reports/escalated", { after }),
      );
      return { items: reports, next };
    }),
  answer: (reportId: string, answer: ReportAnswer) =>
    ask<void>(`/api/reports/${reportId}/answer`, { method: "POST", body: { answer } }),
  join: (chatId: string) => ask<void>(`/api/chats/${chatId}/join`, { method: "POST" }),
  chats: () =>
    allPages(async (after) => {
      const { chats, next } = await ask<{ chats: SchoolChat[]; next?: string | null }>(
        withQuery("/api/school/chats", { after }),
      );
      return { items: chats, next };
    }),
  evidence: () =>
    allPages(async (before) => {
      const { requests, next } = await ask<{ requests: EvidenceRequest[]; next?: string | null }>(
        withQuery("/api/evidence", { before }),
      );
      return { items: requests, next };
    }),
  request: (chatId: string, numbers: number[], reason: string) =>
    ask<{ requestId: string }>("/api/evidence", { method: "POST", body: { chatId, numbers, reason } }),
  approve: (requestId: string) => ask<void>(`/api/evidence/${requestId}/approve`, { method: "POST" }),
  read: async (requestId: string) =>
    (await ask<{ texts: Original[] }>(`/api/evidence/${requestId}/read`, { method: "POST" })).texts,
});
