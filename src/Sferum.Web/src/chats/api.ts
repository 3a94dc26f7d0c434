import type { HttpCall } from "../live/http";
import type {
  ChatMembersPage,
  ChatPage,
  ChatSummary,
  MessageReaders,
  NoticeLevel,
  Person,
  ReportAnswer,
  ReportsPage,
  Scheduled,
  SearchPage,
} from "./protocol";

/** What of chats goes over HTTP: what is looked up, and what one chooses for oneself. */
export interface ChatApi {
  page(chatId: string, query: Record<string, string | number>): Promise<ChatPage>;
  members(chatId: string, cursor: string | null): Promise<ChatMembersPage>;
  chat(chatId: string): Promise<ChatSummary>;
  readers(chatId: string, number: number): Promise<MessageReaders>;
  search(chatId: string, words: string, before: number | null): Promise<SearchPage>;
  choose(chatId: string, choice: { level?: NoticeLevel; pinned?: boolean }): Promise<unknown>;
  report(chatId: string, number: number, reason: string): Promise<unknown>;
  reports(chatId: string): Promise<ReportsPage>;
  answerReport(reportId: string, answer: ReportAnswer): Promise<unknown>;
  voters(chatId: string, number: number, option: number): Promise<{ people: Person[] }>;
  scheduled(chatId: string): Promise<{ messages: Scheduled[] }>;
  schedule(chatId: string, id: string, message: Pick<Scheduled, "text" | "at" | "replyTo">): Promise<unknown>;
  unschedule(chatId: string, id: string): Promise<unknown>;
  direct(personId: string): Promise<{ chatId: string }>;
}

type Signed = <T>(path: string, call?: HttpCall) => Promise<T>;

export function chatApi(signed: Signed): ChatApi {
  const at = (chatId: string, rest = "") => `/api/chats/${chatId}${rest}`;
  return {
    page: (chatId, query) => signed(at(chatId, `/messages${words(query)}`)),
    members: (chatId, cursor) => signed(at(chatId, `/members${words({ cursor })}`)),
    chat: (chatId) => signed(at(chatId)),
    readers: (chatId, number) => signed(at(chatId, `/messages/${number}/readers`)),
    search: (chatId, q, before) => signed(at(chatId, `/search${words({ q, before })}`)),
    choose: (chatId, choice) => signed(at(chatId, "/choice"), { method: "PUT", body: choice }),
    report: (chatId, number, reason) => signed(at(chatId, "/reports"), { method: "POST", body: { number, reason } }),
    reports: (chatId) => signed(at(chatId, "/reports")),
    answerReport: (id, answer) => signed(`/api/reports/${id}/answer`, { method: "POST", body: { answer } }),
    voters: (chatId, number, option) => signed(at(chatId, `/messages/${number}/voters${words({ option })}`)),
    scheduled: (chatId) => signed(at(chatId, "/scheduled")),
    schedule: (chatId, id, body) => signed(at(chatId, `/scheduled/${id}`), { method: "PUT", body }),
    unschedule: (chatId, id) => signed(at(chatId, `/scheduled/${id}`), { method: "DELETE" }),
    direct: (personId) => signed("/api/chats/direct", { method: "POST", body: { personId } }),
  };
}

/** What stands behind the question mark; what is null is left out. */
function words(query: Record<string, string | number | null>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text && `?${text}`;
}
