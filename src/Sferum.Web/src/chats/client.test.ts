import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HttpRefused } from "../live/http";
import { pause } from "../live/patience";
import { closePage, startClient, stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { people } from "../testing/people";
import type { ChatClient } from "./client";
import { spreadMs } from "./model/access";
import { unreadOf } from "./model/types";
import { chatIn } from "./store";

const { anna, sonya } = people;
let server: FakeServer;
let chat: FakeChat;
let device = 0;

beforeEach(() => {
  chat = new FakeChat("c1", "7Б", [anna, sonya]);
  chat.post(anna, "Здравствуйте!");
  server = new FakeServer([chat]);
  device += 1;
});

afterEach(() => stopClients());

const open = async (): Promise<ChatClient> => {
  const client = await startClient(server, sonya, `device-${device}`);
  await vi.waitFor(() => expect(client.store.getState().line.phase).toBe("live"));
  await client.paging.open("c1");
  return client;
};

const texts = (client: ChatClient) => chatIn(client.store, "c1")?.window?.rows.map((row) => row.message?.text) ?? [];
const pending = (client: ChatClient) => client.store.getState().pending;

it("Asking for the same reason, a small chat takes a moment and a large one half a minute", () => {
  expect([3, 100, 3000].map(spreadMs)).toEqual([300, 1000, 30_000]);
});

describe("Live events", () => {
  it("a hole is read by number, in order, nothing doubled", async () => {
    const client = await open();
    server.loses = (event) => event.number === 2 || event.number === 3;
    for (const text of ["два", "три", "четыре"]) server.tell("c1", chat.post(anna, text));
    server.tell("c1", chat.post(anna, "пять"));
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "два", "три", "четыре", "пять"]));
    expect(server.count("ReadSince")).toBe(1);
  });

  it("told that it fell behind, the client resumes by number", async () => {
    const client = await open();
    server.loses = () => true;
    for (const text of ["два", "три"]) server.tell("c1", chat.post(anna, text));
    server.emit("resync", undefined);
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "два", "три"]));
    expect(server.count("Resume")).toBe(2);
  });

  it("too far behind after a break, the rows are paged anew", async () => {
    const client = await open();
    server.mostMissed = 5;
    server.cut();
    for (let i = 0; i < 20; i++) chat.post(anna, `слово ${i}`);
    client.connection.wake();
    await vi.waitFor(() => expect(client.store.getState().line.phase).toBe("live"));
    expect(chatIn(client.store, "c1")?.window).toBeNull();
    await client.paging.open("c1");
    expect(texts(client)).toHaveLength(21);
  });

  it("what a row says of the chat's settings is taken from it, and nothing is asked", async () => {
    const client = await open();
    server.tell("c1", chat.set(anna, { title: "7Б · поход", slowSeconds: 30 }), chat.mute(anna, "somebody", 1));
    const summary = () => chatIn(client.store, "c1")?.summary;
    await vi.waitFor(() =>
      expect(summary()).toMatchObject({ head: 3, title: "7Б · поход", access: { slowSeconds: 30 } }),
    );
    await pause(400);
    expect(server.asked).not.toContain("chat");
    expect(server.count("Resume")).toBe(1);
  });

  it("changed rights are asked for once, of that chat alone", async () => {
    const client = await open();
    expect(chatIn(client.store, "c1")?.summary.may).toContain("post");
    server.tell("c1", chat.set(anna, { writers: "staff" }));
    server.tell("c1", chat.set(anna, { writers: "named" }));
    await vi.waitFor(() => expect(chatIn(client.store, "c1")?.summary.may).not.toContain("post"));
    expect(server.asked.filter((name) => name === "chat")).toHaveLength(1);
    expect(server.count("Resume")).toBe(1);
  });

  it("a chat one has left is gone from the list", async () => {
    const client = await open();
    server.emit("chats", { added: [], removed: ["c1"] });
    expect(chatIn(client.store, "c1")).toBeUndefined();
  });
});

describe("Sending", () => {
  it("shows the message at once and swaps it for the event", async () => {
    const client = await open();
    const sent = client.outbox.add("c1", "Добрый день", null);
    expect(pending(client).map((one) => one.text)).toEqual(["Добрый день"]);
    await sent;
    await vi.waitFor(() => expect(pending(client)).toEqual([]));
    expect(texts(client)).toEqual(["Здравствуйте!", "Добрый день"]);
  });

  it("without a line, keeps the order and the request ids over a reload", async () => {
    const client = await open();
    server.down = true;
    server.cut();
    for (const text of ["раз", "два", "три"]) await client.outbox.add("c1", text, null);
    const ids = pending(client).map((one) => one.requestId);
    closePage(client);
    server.down = false;
    const again = await open();
    await vi.waitFor(() => expect(texts(again)).toEqual(["Здравствуйте!", "раз", "два", "три"]));
    expect([...chat.messages.values()].slice(1).map((message) => message.requestId)).toEqual(ids);
    expect(await again.storage.pending()).toEqual([]);
  });

  it("whose answer was lost is sent again and not doubled", async () => {
    const client = await open();
    server.interfere = (method) => {
      if (method !== "Post") return undefined;
      server.interfere = () => undefined;
      // The server does it, and the line breaks before the answer is on it.
      queueMicrotask(() => server.cut());
      return undefined;
    };
    server.loses = () => true;
    await client.outbox.add("c1", "один раз", null);
    client.connection.wake();
    await vi.waitFor(() => expect(pending(client)).toEqual([]), 5000);
    expect(texts(client)).toEqual(["Здравствуйте!", "один раз"]);
    expect(chat.posts).toBe(2);
  });

  it("whose event was lost is read by its number", async () => {
    const client = await open();
    server.loses = () => true;
    await client.outbox.add("c1", "эхо пропало", null);
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "эхо пропало"]), 4000);
    expect(pending(client)).toEqual([]);
  });

  it("refused by a rule shows the server's words, and goes when it is tried again", async () => {
    const client = await open();
    server.interfere = (method) =>
      method === "Post" ? { code: "chat.muted", message: "Без звука до 10:00" } : undefined;
    await client.outbox.add("c1", "можно?", null);
    await vi.waitFor(() => expect(pending(client)[0]).toMatchObject({ state: "failed", reason: "Без звука до 10:00" }));
    server.interfere = () => undefined;
    await client.outbox.retry(pending(client)[0]?.requestId ?? "");
    await vi.waitFor(() => expect(texts(client)).toContain("можно?"));
  });

  it("refused for a moment waits and keeps its place", async () => {
    const client = await open();
    let refusals = 2;
    server.interfere = (method) =>
      method === "Post" && refusals-- > 0 ? { code: "chat.busy", message: "Занято", retryAfterMs: 5 } : undefined;
    await client.outbox.add("c1", "первое", null);
    await client.outbox.add("c1", "второе", null);
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "первое", "второе"]));
  });

  it("one that failed does not hold up the next and can be deleted", async () => {
    const client = await open();
    server.interfere = (method, request) =>
      method === "Post" && (request as { text: string }).text === "плохое" ? { code: "x", message: "нет" } : undefined;
    await client.outbox.add("c1", "плохое", null);
    await client.outbox.add("c1", "хорошее", null);
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "хорошее"]));
    await client.outbox.remove(pending(client)[0]?.requestId ?? "");
    expect(pending(client)).toEqual([]);
    expect(await client.storage.pending()).toEqual([]);
  });
});

describe("Older rows", () => {
  it("come in the end when so many were asked for that the server said later", async () => {
    for (let i = 2; i <= 80; i++) chat.post(anna, `слово ${i}`);
    chat.read(sonya, 80);
    const client = await open();
    const page = vi.spyOn(server, "page").mockImplementationOnce(() => {
      throw new HttpRefused(429, { code: "request.too_many", message: "Слишком часто", retryAfterMs: 1 });
    });
    await client.paging.earlier("c1");
    expect(page).toHaveBeenCalledTimes(2);
    expect(texts(client)).toHaveLength(80);
  });
});

describe("The device", () => {
  it("shows the list and the last 50 messages without a line", async () => {
    for (let i = 2; i <= 80; i++) chat.post(anna, `слово ${i}`);
    chat.read(sonya, 80);
    const client = await open();
    await client.paging.earlier("c1");
    server.tell("c1", chat.post(anna, "слово 81"));
    closePage(client);
    server.down = true;
    const again = await startClient(server, sonya, `device-${device}`);
    expect(again.store.getState().source).toBe("kept");
    expect(texts(again)).toHaveLength(50);
    expect(texts(again).at(-1)).toBe("слово 81");
  });

  it("brings what was missed to the rows it kept", async () => {
    const client = await open();
    server.tell("c1", chat.post(anna, "при мне"));
    closePage(client);
    chat.post(anna, "без меня");
    chat.edit(anna, 1, "Здравствуйте все!");
    const again = await open();
    expect(texts(again)).toEqual(["Здравствуйте все!", "при мне", "без меня"]);
  });

  it("keeps drafts over a reload", async () => {
    const client = await open();
    client.drafts.keep({ chatId: "c1", text: "недописан", replyTo: 1 });
    closePage(client);
    const again = await open();
    expect(again.drafts.of("c1")).toEqual({ chatId: "c1", text: "недописан", replyTo: 1 });
  });
});

describe("Read marks", () => {
  it("move forward only; the first is told at once, those on its heels together", async () => {
    for (let i = 2; i <= 10; i++) chat.post(anna, `слово ${i}`);
    const client = await open();
    for (let number = 1; number <= 10; number++) client.commands.markRead("c1", number);
    client.commands.markRead("c1", 4);
    await vi.waitFor(() => expect(chat.marks.get(sonya.id)).toBe(10));
    expect(server.count("MarkRead")).toBe(2);
    const summary = chatIn(client.store, "c1")?.summary;
    expect(summary && unreadOf(summary)).toBe(0);
  });

  it("pass over one's own message when everything before it was read", async () => {
    const client = await open();
    client.commands.markRead("c1", 1);
    await client.outbox.add("c1", "моё", null);
    await vi.waitFor(() => expect(chat.marks.get(sonya.id)).toBe(2));
    const summary = chatIn(client.store, "c1")?.summary;
    expect(summary && unreadOf(summary)).toBe(0);
  });

  it("made without a line are told when it is back", async () => {
    const client = await open();
    server.down = true;
    server.cut();
    client.commands.markRead("c1", 1);
    await vi.waitFor(() => expect(client.store.getState().line.phase).toBe("waiting"));
    await new Promise((resolve) => setTimeout(resolve, 350));
    server.down = false;
    client.connection.wake();
    await vi.waitFor(() => expect(chat.marks.get(sonya.id)).toBe(1));
  });
});

describe("A clock that is wrong", () => {
  it.each([
    ["hours behind", -6 * 3_600_000],
    ["days ahead", 5 * 86_400_000],
  ])("%s changes neither the order of rows nor what is new", async (_, by) => {
    const now = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => now() + by);
    const client = await open();
    client.commands.markRead("c1", 1);
    await client.outbox.add("c1", "моё", null);
    await vi.waitFor(() => expect(pending(client)).toEqual([]));
    server.tell("c1", chat.post(anna, "её"));
    await vi.waitFor(() => expect(texts(client)).toEqual(["Здравствуйте!", "моё", "её"]));
    const { summary } = chatIn(client.store, "c1") ?? {};
    expect(summary && unreadOf(summary)).toBe(1);
    vi.restoreAllMocks();
  });
});
