import { describe, expect, it } from "vitest";
import { FakeChat } from "../../testing/fakeChat";
import { people } from "../../testing/people";
import type { Pending } from "../outbox/pending";
import { buildItems, type Item } from "./items";

const { anna, sonya, ilya } = people;

const made = (chat: FakeChat, unreadAfter: number | null = null, pending: Pending[] = []): Item[] =>
  buildItems({
    rows: chat.page(sonya.id, { limit: 1000 }).events,
    pending,
    me: sonya.id,
    unreadAfter,
    hasEarlier: true,
  });

const onItsWay = (requestId: string, createdAt: number): Pending => ({
  requestId,
  chatId: "c1",
  text: "в пути",
  replyTo: null,
  createdAt,
  order: 1,
  tab: "t",
  state: "queued",
  reason: null,
});

const kinds = (items: Item[]) => items.map((item) => item.kind);
const firsts = (items: Item[]) => items.flatMap((item) => (item.kind === "message" ? [item.first] : []));

describe("The timeline", () => {
  it("begins each day with its header", () => {
    const chat = new FakeChat("c1", "7Б", [anna, sonya]);
    chat.post(anna, "утром");
    chat.tick(24 * 3_600_000);
    chat.post(anna, "назавтра");
    expect(kinds(made(chat))).toEqual(["day", "message", "day", "message"]);
  });

  it("groups what one author wrote within five minutes", () => {
    const chat = new FakeChat("c1", "7Б", [anna, sonya]);
    chat.post(anna, "раз");
    chat.post(anna, "два");
    chat.post(ilya, "три");
    chat.tick(6 * 60_000);
    chat.post(ilya, "четыре");
    expect(firsts(made(chat))).toEqual([true, false, true, true]);
  });

  it("draws one line before the first unread message of somebody else", () => {
    const chat = new FakeChat("c1", "7Б", [anna, sonya]);
    chat.post(anna, "прочитано");
    chat.post(sonya, "моё");
    chat.post(anna, "новое");
    chat.post(anna, "ещё новое");
    expect(kinds(made(chat, 1))).toEqual(["day", "message", "message", "unread", "message", "message"]);
  });

  it("shows comings and goings, not edits", () => {
    const chat = new FakeChat("c1", "7Б", [anna, sonya]);
    chat.changeMembers([ilya], []);
    chat.post(anna, "привет");
    chat.edit(anna, 2, "Привет!");
    const rows = chat.page(sonya.id, {}).events.filter((event) => event.kind !== "edited");
    const items = buildItems({ rows, pending: [], me: sonya.id, unreadAfter: null, hasEarlier: false });
    expect(kinds(items)).toEqual(["beginning", "day", "system", "message"]);
  });

  it("keeps a message's key while it turns from pending into sent", () => {
    const chat = new FakeChat("c1", "7Б", [anna, sonya]);
    const at = chat.post(anna, "привет").at;
    const before = made(chat, null, [onItsWay("r-1", at + 1)]);
    chat.post(sonya, "в пути", "r-1");
    const after = made(chat, null, [onItsWay("r-1", at + 1)]);
    expect(before.at(-1)).toMatchObject({ kind: "pending", key: "rr-1" });
    expect(after.at(-1)).toMatchObject({ kind: "message", key: "rr-1" });
    expect(after).toHaveLength(before.length);
  });
});
