import type { ChatApi } from "../chats/api";
import type { Person, Report } from "../chats/protocol";
import type { FakeServer } from "./fakeServer";

/** HTTP over the same fake server; what was asked is counted there. */
export function fakeApi(server: FakeServer, me: Person): ChatApi {
  const asked = (name: string) => {
    server.asked.push(name);
    if (server.down) throw new Error("no route");
  };
  return {
    page: async (chatId, query) => {
      asked("page");
      return server.page(chatId, me.id, query);
    },
    members: async (chatId) => {
      asked("members");
      const { members, mutes } = server.chat(chatId);
      const all = [...members.values()].map((one) => ({ ...one, mutedUntil: mutes.get(one.id)?.until }));
      return { members: all, next: null, count: all.length };
    },
    chat: async (chatId) => {
      asked("chat");
      return server.chat(chatId).summary(me.id);
    },
    readers: async (chatId, number) => {
      asked("readers");
      const { members, marks, messages } = server.chat(chatId);
      const others = [...members.values()].filter((one) => one.id !== messages.get(number)?.author.id);
      const hasRead = (one: Person) => (marks.get(one.id) ?? 0) >= number;
      const [read, unread] = [others.filter(hasRead), others.filter((one) => !hasRead(one))];
      const sees = me.role !== "student";
      return { count: read.length, of: others.length, read: sees ? read : null, unread: sees ? unread : null };
    },
    search: async (chatId, words, before) => {
      asked("search");
      const end = before ?? Number.POSITIVE_INFINITY;
      const found = [...server.chat(chatId).messages]
        .filter(
          ([number, one]) => number < end && !one.deletedAt && one.text.toLowerCase().includes(words.toLowerCase()),
        )
        .sort(([a], [b]) => b - a);
      const hits = found.slice(0, 20).map(([number, { at, author, text }]) => ({ number, at, author, text }));
      return { hits, next: found.length > 20 ? hits.at(-1)?.number : null };
    },
    choose: async (chatId, { level, pinned }) => {
      asked("choose");
      const chat = server.chat(chatId);
      const before = chat.choices.get(me.id) ?? {};
      const pinnedAt = pinned === undefined ? before.pinnedAt : pinned ? Date.now() : undefined;
      chat.choices.set(me.id, { level: level === "all" ? undefined : (level ?? before.level), pinnedAt });
      server.emit("chats", { added: [chat.summary(me.id)], removed: [] });
    },
    report: async (chatId, number, reason) => {
      asked("report");
      const authorId = server.chat(chatId).messages.get(number)?.author.id ?? "";
      const report: Report = { reportId: `report-${server.reports.length}`, chatId, number, authorId, reason, at: 0 };
      server.reports.push(report);
    },
    reports: async (chatId) => {
      asked("reports");
      return { reports: server.reports.filter((one) => one.chatId === chatId), next: null };
    },
    answerReport: async (reportId, answer) => {
      asked(`answerReport ${answer}`);
      server.reports = server.reports.filter((one) => one.reportId !== reportId);
    },
    voters: async (chatId, number, option) => {
      asked("voters");
      const { messages, members } = server.chat(chatId);
      const chosen = [...(messages.get(number)?.votes ?? [])].filter(([, choices]) => choices.includes(option));
      return { people: chosen.flatMap(([id]) => members.get(id) ?? []) };
    },
    scheduled: async (chatId) => {
      asked("scheduled");
      return { messages: server.scheduled.filter((one) => one.chatId === chatId && one.author === me.id) };
    },
    schedule: async (chatId, id, message) => {
      asked("schedule");
      server.scheduled = [
        ...server.scheduled.filter((one) => one.id !== id),
        { ...message, id, chatId, author: me.id },
      ];
    },
    unschedule: async (_, id) => {
      asked("unschedule");
      server.scheduled = server.scheduled.filter((one) => one.id !== id);
    },
    direct: async (personId) => {
      asked("direct");
      const chat = server.chats.find((one) => one.kind === "direct" && one.members.has(personId));
      if (!chat) throw new Error(`nobody ${personId}`);
      return { chatId: chat.id };
    },
  };
}
