import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { people } from "../testing/people";
import { Connection } from "./connection";
import { HttpRefused, http } from "./http";
import { laterMs, patiently } from "./patience";
import { LineLost, Refused } from "./protocol";

const { anna } = people;
const later = (retryAfterMs: number) => ({ code: "server.overloaded", message: "Позже", retryAfterMs });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("A server that says later", () => {
  it("is waited for as long as it says, and a little more", () => {
    expect(laterMs(new Refused(later(1000)), () => 0)).toBe(1000);
    expect(laterMs(new Refused(later(1000)), () => 1)).toBe(1250);
    expect(laterMs(new Refused({ code: "chat.muted", message: "Нельзя" }))).toBeNull();
    expect(laterMs(new LineLost())).toBeNull();
  });

  it("is asked again until it answers", async () => {
    let refusals = 3;
    const ask = async () => {
      if (refusals-- > 0) throw new Refused(later(500));
      return "да";
    };
    const asked = patiently(ask, 10_000);
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(asked).resolves.toBe("да");
  });

  it("is not asked again when that would take too long", async () => {
    const ask = vi.fn(async () => {
      throw new Refused(later(60_000));
    });
    await expect(patiently(ask, 10_000)).rejects.toBeInstanceOf(Refused);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("to a command gets it again with the same body", async () => {
    const server = new FakeServer([new FakeChat("c1", "7Б", [anna])]);
    const connection = connect(server);
    await vi.advanceTimersByTimeAsync(0);
    let refusals = 2;
    server.interfere = (method) => (method === "Pin" && refusals-- > 0 ? later(400) : undefined);
    const asked = connection.callDurably("Pin", { chatId: "c1", number: 1, on: true });
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(asked).resolves.toBeDefined();
    expect(server.count("Pin")).toBe(3);
    connection.stop();
  });

  it("to Resume is left alone until then", async () => {
    const server = new FakeServer([new FakeChat("c1", "7Б", [anna])]);
    server.interfere = (method) => (method === "Resume" && server.count("Resume") === 1 ? later(60_000) : undefined);
    const connection = connect(server);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(server.count("Resume")).toBe(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.line.phase).toBe("live");
    connection.stop();
  });
});

describe("Over HTTP", () => {
  const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
    vi.stubGlobal("fetch", async () => new Response(body, { status, headers }));

  it("our own later comes with its words and its time", async () => {
    answer(503, JSON.stringify({ code: "server.overloaded", title: "Позже", retryAfterMs: 1500 }));
    const refused = await http("/api/me").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HttpRefused);
    expect((refused as HttpRefused).refusal).toMatchObject({ message: "Позже", retryAfterMs: 1500 });
  });

  it("a proxy's word for a server that is away is a lost line", async () => {
    answer(503, "<html>");
    await expect(http("/api/me")).rejects.toBeInstanceOf(LineLost);
  });

  it("a header says it too", async () => {
    answer(429, "", { "Retry-After": "3" });
    const refused = await http("/api/me").catch((error: unknown) => error);
    expect((refused as HttpRefused).refusal.retryAfterMs).toBe(3000);
  });
});

function connect(server: FakeServer): Connection {
  const connection = new Connection({
    makeHub: () => server.hubFor(anna),
    resume: async (call) => {
      await call("Resume", { known: [] });
    },
    probe: async () => undefined,
    onEvent: () => undefined,
    isOver: () => false,
    renewToken: () => undefined,
  });
  connection.start();
  return connection;
}
