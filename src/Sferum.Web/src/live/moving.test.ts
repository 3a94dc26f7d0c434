import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatClient } from "../chats/client";
import { chatIn } from "../chats/store";
import { startClient, stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { people } from "../testing/people";
import type { LinePhase } from "./connection";

const { anna, sonya } = people;
const atOnce = { spreadMs: 0 };
let server: FakeServer;
let chat: FakeChat;
let client: ChatClient;
let phases: LinePhase[];

beforeEach(async () => {
  chat = new FakeChat("c1", "7Б", [anna, sonya]);
  chat.post(anna, "Здравствуйте!");
  server = new FakeServer([chat]);
  client = await startClient(server, sonya, `moving-${Math.random()}`);
  await vi.waitFor(() => expect(client.store.getState().line.phase).toBe("live"));
  await client.paging.open("c1");
  phases = [];
  client.connection.subscribe((line) => phases.push(line.phase));
});

afterEach(() => stopClients());

const texts = () => chatIn(client.store, "c1")?.window?.rows.map((row) => row.message?.text) ?? [];
const first = () => [...server.hubs][0] ?? expect.fail("nobody is connected");
const moved = (from: unknown) =>
  vi.waitFor(() => {
    expect(server.hubs.size).toBe(1);
    expect(first()).not.toBe(from);
  }, 5000);

describe("A gateway that says goaway", () => {
  it("is left for another without a break, nothing lost or doubled", async () => {
    const before = first();
    server.emit("goaway", atOnce);
    server.tell("c1", chat.post(anna, "на ходу"));
    await moved(before);
    server.tell("c1", chat.post(anna, "после"));
    expect(texts()).toEqual(["Здравствуйте!", "на ходу", "после"]);
    expect(phases).toEqual([]);
  });

  it("is told once: a second word on the same connection changes nothing", async () => {
    const before = first();
    server.emit("goaway", atOnce);
    server.emit("goaway", atOnce);
    await moved(before);
    expect(server.count("Resume")).toBe(2);
  });

  it("because the token runs out is left with a fresh token, one asked for", async () => {
    const before = first();
    server.emit("goaway", { ...atOnce, renew: true });
    await moved(before);
    expect(server.renewals).toBe(1);
    expect(phases).toEqual([]);
  });

  it("can be followed by another that says it too", async () => {
    for (let round = 1; round <= 5; round++) {
      const before = first();
      const sent = client.outbox.add("c1", `слово ${round}`, null);
      server.emit("goaway", atOnce);
      await sent;
      await moved(before);
    }
    await vi.waitFor(() => expect(client.outbox.all).toEqual([]));
    expect(texts()).toEqual(["Здравствуйте!", ...[1, 2, 3, 4, 5].map((round) => `слово ${round}`)]);
    expect(chat.posts).toBe(6);
    expect(phases).toEqual([]);
  });

  it("still answers what it was asked", async () => {
    const before = first();
    let answer: () => void = () => undefined;
    before.beforeAnswer = (method) => (method === "Post" ? new Promise((resolve) => (answer = resolve)) : undefined);
    const post = client.connection.call("Post", { chatId: "c1", requestId: "r9", text: "в пути", replyTo: null });
    server.emit("goaway", atOnce);
    await vi.waitFor(() => expect(server.hubs.size).toBe(2));
    answer();
    await expect(post).resolves.toMatchObject({ number: 2 });
    await moved(before);
    expect(server.count("Post")).toBe(1);
  });

  it("is kept while no other lets one in", async () => {
    const before = first();
    server.down = true;
    server.emit("goaway", atOnce);
    await client.outbox.add("c1", "пока здесь", null);
    await vi.waitFor(() => expect(texts()).toContain("пока здесь"));
    expect(first()).toBe(before);
    server.down = false;
    await moved(before);
    expect(phases).toEqual([]);
  });

  it("may break while it is being left", async () => {
    const before = first();
    server.interfere = (method) => {
      if (method === "Resume") before.close();
      return undefined;
    };
    server.emit("goaway", atOnce);
    await moved(before);
    server.interfere = () => undefined;
    server.tell("c1", chat.post(anna, "после"));
    expect(texts()).toEqual(["Здравствуйте!", "после"]);
    expect(phases).toEqual([]);
  });

  it("is told on the next connection which chat is looked at", async () => {
    client.commands.watch("c1");
    const before = first();
    server.emit("goaway", atOnce);
    await moved(before);
    expect(server.count("Watch")).toBe(2);
  });

  it("does not bring back somebody who has stopped", async () => {
    server.emit("goaway", atOnce);
    client.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.hubs.size).toBe(0);
  });
});
