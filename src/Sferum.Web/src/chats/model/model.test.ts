import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeChat } from "../../testing/fakeChat";
import { people } from "../../testing/people";
import type { ChatEvent, ChatState } from "../protocol";
import { applyEvents, applyState, vote } from "./apply";
import { readTo, takeExtra, takePage } from "./pages";
import { changeList, resume } from "./resume";
import { type Chat, isAtHead, newChat, unreadOf } from "./types";

const { anna, sonya, ilya, vera } = people;
const reader = sonya.id;
const all = 1000;

function someChat(): FakeChat {
  const chat = new FakeChat("c1", "7Б", [anna, sonya, ilya]);
  chat.post(anna, "Завтра контрольная");
  chat.post(ilya, "А что повторить?");
  chat.post(anna, "Параграф 12", "r3", 2);
  return chat;
}

const poll = () => ({ options: ["Среда", "Пятница"], multiple: true, open: false });

/** As a client that has just opened the chat sees it. */
const fetched = (chat: FakeChat): Chat =>
  takePage(newChat(chat.summary(reader)), chat.page(reader, { limit: all }), "fresh");

/** What must not depend on how it came to be known. */
const visible = (chat: Chat) => ({
  summary: { ...chat.summary, readUpTo: [], rev: 0 },
  rows: chat.window?.rows.map((row) => ({ ...row, message: row.message && withoutFalse(row.message) })),
  last: chat.window?.last,
});

const withoutFalse = (message: NonNullable<ChatEvent["message"]>) => ({
  ...message,
  reactions: message.reactions?.map((reaction) => ({ ...reaction, mine: reaction.mine ?? false })) ?? null,
  poll: message.poll && { ...message.poll, mine: message.poll.mine ?? [] },
});

describe("Applying an event equals fetching the state", () => {
  const acts: Record<string, (chat: FakeChat) => ChatEvent> = {
    posted: (chat) => chat.post(anna, "Ещё и параграф 13"),
    "posted by the reader": (chat) => chat.post(sonya, "Спасибо"),
    "posted as an answer": (chat) => chat.post(ilya, "Понятно", "r9", 3),
    edited: (chat) => chat.edit(ilya, 2, "Что повторять?"),
    "edited, the last one": (chat) => chat.edit(anna, 3, "Параграф 12 и 13"),
    deleted: (chat) => chat.delete(ilya, 2),
    "deleted, the last one": (chat) => chat.delete(anna, 3),
    "posted, mentioning the reader": (chat) =>
      chat.post(anna, "@Соня, к доске", "r9", null, { mentions: [{ label: "Соня", personId: reader }] }),
    "posted, mentioning students": (chat) =>
      chat.post(anna, "@ученики", "r9", null, { mentions: [{ label: "ученики", group: "role:student" }] }),
    "posted, mentioning others": (chat) =>
      chat.post(anna, "@педагоги", "r9", null, { mentions: [{ label: "педагоги", group: "role:staff" }] }),
    "posted, mentioning everybody": (chat) => chat.post(anna, "Завтра в 9:00", "r9", null, { mentionsAll: true }),
    "posted with a poll": (chat) => chat.post(anna, "Когда?", "r9", null, { poll: poll() }),
    "posted, forwarded": (chat) => chat.post(anna, "Здравствуйте!", "r9", null, { forwarded: { author: vera, at: 1 } }),
    "deleted, one that mentions the reader": (chat) => chat.delete(anna, 4),
    "edited, one that mentions the reader": (chat) => chat.edit(anna, 4, "@Соня, пожалуйста"),
    pinned: (chat) => chat.pin(anna, 1, true),
    unpinned: (chat) => chat.pin(anna, 3, false),
    members: (chat) => chat.changeMembers([vera], [ilya]),
    "access, another title": (chat) => chat.set(anna, { title: "7Б · поход" }),
    "access, slow mode": (chat) => chat.set(anna, { slowSeconds: 30 }),
    "access, somebody is silenced": (chat) => chat.mute(anna, ilya.id, Date.now() + 60_000),
    "a kind from the future": (chat) => chat.other("voted"),
  };

  for (const [kind, act] of Object.entries(acts)) {
    it(kind, () => {
      const server = someChat();
      server.post(anna, "@Соня", "r4", null, { mentions: [{ label: "Соня", personId: reader }] });
      server.pin(anna, 3, true);
      server.read(sonya, 3);
      const before = fetched(server);
      expect(before.summary.mentions).toEqual([4]);
      const { chat, hole } = applyEvents(before, [act(server)], { id: reader, classes: new Set() });
      expect(hole).toBe(false);
      expect(visible(chat)).toEqual(visible(fetched(server)));
    });
  }

  it("reactions, one's own remembered although live state names nobody", () => {
    const server = someChat();
    server.react(sonya, 1, "👍", true);
    const before = fetched(server);
    const chat = applyState(before, server.react(ilya, 1, "👍", true), 0);
    expect(visible(chat)).toEqual(visible(fetched(server)));
    expect(chat.window?.rows[0]?.message?.reactions).toEqual([{ emoji: "👍", count: 2, mine: true }]);
  });

  it("votes, one's own remembered although live state names nobody", () => {
    const server = someChat();
    const asked = server.post(anna, "Когда?", "r9", null, { poll: poll() });
    server.vote(sonya, asked.number, [1]);
    let chat = applyState(fetched(server), server.vote(ilya, asked.number, [0, 1]), 0);
    expect(visible(chat)).toEqual(visible(fetched(server)));
    expect(chat.window?.rows.at(-1)?.message?.poll).toMatchObject({ voters: 2, mine: [1] });
    chat = applyState(chat, server.closePoll(asked.number, 77), 0);
    expect(visible(chat)).toEqual(visible(fetched(server)));
    expect(chat.window?.rows.at(-1)?.message?.poll?.closesAt).toBe(77);
  });

  it("one's own vote, shown before the server has counted it", () => {
    const server = someChat();
    const asked = server.post(anna, "Когда?", "r9", null, { poll: poll() });
    const before = fetched(server);
    for (const choices of [[0], [0, 1], [], [1]]) {
      const early = vote(before, asked.number, choices);
      server.vote(sonya, asked.number, choices);
      expect(visible(early)).toEqual(visible(fetched(server)));
    }
  });

  it("a mention is over when it has been read", () => {
    const server = someChat();
    for (const id of ["r4", "r5"])
      server.post(anna, "@Соня", id, null, { mentions: [{ label: "Соня", personId: reader }] });
    const before = fetched(server);
    expect(readTo(before, 4).summary.mentions).toEqual([5]);
    expect(readTo(before, 5).summary.mentions).toEqual([]);
  });

  it("any acts in any order, some lost on the way and read again, some pages read in between", () => {
    const act = fc.record({ what: fc.nat(7), who: fc.nat(2), which: fc.nat(30), lost: fc.boolean(), page: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const server = someChat();
        let chat = fetched(server);
        for (const { what, who, which, lost, page } of acts) {
          const author = [anna, sonya, ilya][who] ?? anna;
          const targets = [...server.messages].filter(([, m]) => !m.deletedAt).map(([number]) => number);
          const target = targets[which % Math.max(1, targets.length)];
          let event: ChatEvent | null = null;
          let state: ChatState | null = null;
          if (what === 0 && target) event = server.edit(author, target, `правка ${server.head}`);
          else if (what === 1 && target) event = server.delete(author, target);
          else if (what === 2 && target) event = server.pin(author, target, which % 2 === 0);
          else if (what === 3)
            event = server.members.has(vera.id) ? server.changeMembers([], [vera]) : server.changeMembers([vera], []);
          else if (what === 4 && target) state = server.react(ilya, target, "👍", which % 2 === 0);
          else event = server.post(author, `слово ${server.head}`, undefined, target ?? null);
          if (state) chat = applyState(chat, state, 0);
          if (event && !lost) {
            const applied = applyEvents(chat, [event]);
            chat = applied.hole
              ? applyEvents(chat, server.page(reader, { after: chat.summary.head, limit: all }).events).chat
              : applied.chat;
          }
          if (page === 0) chat = takePage({ ...chat, window: null }, server.page(reader, { limit: all }), "fresh");
        }
        const rest = server.page(reader, { after: chat.summary.head, limit: all }).events;
        chat = applyEvents(chat, rest).chat;
        expect(visible(chat)).toEqual(visible(fetched(server)));
        expect(chat.window?.rows.map((row) => row.number)).toEqual([
          ...new Set(chat.window?.rows.map((r) => r.number)),
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("Numbers", () => {
  it("an older number is ignored, the next is applied, a later one shows a hole", () => {
    const server = someChat();
    const chat = fetched(server);
    const four = server.post(anna, "четыре");
    const five = server.post(anna, "пять");
    expect(applyEvents(chat, [server.render(3, reader)])).toEqual({ chat, hole: false });
    expect(applyEvents(chat, [five])).toEqual({ chat, hole: true });
    const both = applyEvents(chat, [four, five, four]);
    expect(both.hole).toBe(false);
    expect(both.chat.summary.head).toBe(5);
    expect(both.chat.window?.rows).toHaveLength(5);
  });

  it("a window that does not end at the head does not grow by live events", () => {
    const server = someChat();
    const past = takePage(newChat(server.summary(reader)), server.page(reader, { after: 0, limit: 2 }), "fresh");
    const { chat } = applyEvents(past, [server.post(anna, "новое")]);
    expect(chat.window?.last).toBe(2);
    expect(isAtHead(chat)).toBe(false);
    const whole = takePage(chat, server.page(reader, { after: 2, limit: 50 }), "later");
    expect(isAtHead(whole)).toBe(true);
    expect(whole.window?.rows.map((row) => row.number)).toEqual([1, 2, 3, 4]);
  });
});

describe("A page that was read before a change came", () => {
  it("is mended by the change", () => {
    const server = someChat();
    const chat = newChat(server.summary(reader));
    const page = server.page(reader, { limit: all });
    const edited = applyEvents(chat, [server.edit(ilya, 2, "исправлено")]).chat;
    const reacted = applyState(edited, server.react(ilya, 1, "👍", true), 0);
    const shown = takePage(reacted, page, "fresh");
    expect(shown.window?.rows[1]?.message?.text).toBe("исправлено");
    expect(shown.window?.rows[2]?.message?.replyTo?.text).toBe("исправлено");
    expect(shown.window?.rows[0]?.message?.reactions?.[0]?.count).toBe(1);
  });

  it("so is a single message shown elsewhere", () => {
    const server = someChat();
    const page = server.page(reader, { around: 1, limit: 1 });
    const chat = applyEvents(newChat(server.summary(reader)), [server.edit(anna, 1, "послезавтра")]).chat;
    expect(takeExtra(chat, page, 1).extras[1]?.message?.text).toBe("послезавтра");
  });
});

describe("Resuming", () => {
  const known = (chat: Chat) => [{ chatId: "c1", number: chat.summary.head, rev: chat.summary.rev }];

  it("brings what was missed and the current list", () => {
    const server = someChat();
    const before = fetched(server);
    server.edit(ilya, 2, "исправлено");
    const state = server.react(anna, 1, "👍", true);
    server.post(anna, "новое");
    const missed = server.page(reader, { after: before.summary.head, limit: all }).events;
    const answer = {
      chats: [server.summary(reader)],
      missed: [{ chatId: "c1", events: missed }],
      states: [state],
      tooFar: [],
      serverTime: 0,
    };
    const { chats, behind } = resume({ byId: { c1: before } }, known(before), answer, 0);
    expect(behind).toEqual([]);
    expect(visible(chats.byId.c1 as Chat)).toEqual(visible(fetched(server)));
  });

  it("too far behind drops the rows and keeps the line of the list", () => {
    const server = someChat();
    const before = fetched(server);
    for (let i = 0; i < 30; i++) server.post(anna, `слово ${i}`);
    const answer = { chats: [server.summary(reader)], missed: [], states: [], tooFar: ["c1"], serverTime: 0 };
    const { chats } = resume({ byId: { c1: before } }, known(before), answer, 0);
    expect(chats.byId.c1?.window).toBeNull();
    expect(unreadOf((chats.byId.c1 as Chat).summary)).toBe(33);
  });

  it("a chat that is no longer in the list is gone", () => {
    const before = fetched(someChat());
    const answer = { chats: [], missed: [], states: [], tooFar: [], serverTime: 0 };
    expect(resume({ byId: { c1: before } }, known(before), answer, 0).chats.byId).toEqual({});
  });

  it("live events that overtook the answer are not undone by it", () => {
    const server = someChat();
    const before = fetched(server);
    const answer = { chats: [server.summary(reader)], missed: [], states: [], tooFar: [], serverTime: 0 };
    const ahead = applyEvents(before, [server.post(anna, "новое")]).chat;
    const { chats } = resume({ byId: { c1: ahead } }, known(before), answer, 0);
    expect(visible(chats.byId.c1 as Chat)).toEqual(visible(fetched(server)));
  });

  it("a list line that is ahead of the rows on hand is not taken for them", () => {
    const server = someChat();
    const before = fetched(server);
    server.post(anna, "новое");
    const { chats, behind } = changeList({ byId: { c1: before } }, { added: [server.summary(reader)], removed: [] });
    expect(behind).toEqual(["c1"]);
    expect(chats.byId.c1?.summary.head).toBe(3);
  });
});
