import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { people } from "../testing/people";
import { retryDelay } from "./backoff";
import { Connection, type ConnectionParts, type LinePhase } from "./connection";
import { LineLost, Refused } from "./protocol";

const { anna, sonya } = people;
let server: FakeServer;
let connection: Connection;
let phases: LinePhase[];

function connect(parts: Partial<ConnectionParts> = {}): void {
  connection = new Connection({
    makeHub: () => server.hubFor(anna),
    resume: async (call) => {
      await call("Resume", { known: [] });
    },
    probe: async (call) => {
      await call("Watch", { chatId: "c1", on: true });
    },
    onEvent: () => undefined,
    isOver: () => false,
    renewToken: () => undefined,
    random: () => 1,
    ...parts,
  });
  phases = [];
  connection.subscribe((line) => phases.push(line.phase));
  connection.start();
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer([new FakeChat("c1", "7Б", [anna, sonya])]);
});

afterEach(() => {
  (connection as Connection | undefined)?.stop();
  vi.useRealTimers();
});

describe("Retry delays", () => {
  it("lie between half a second and a ceiling that doubles up to half a minute", () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => retryDelay(attempt, () => 1));
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    expect([0, 3, 50].map((attempt) => retryDelay(attempt, () => 0))).toEqual([500, 500, 500]);
  });
});

describe("A connection", () => {
  it("is live only after it has resumed", async () => {
    let resumed: () => void = () => undefined;
    connect({ resume: () => new Promise((resolve) => (resumed = resolve as () => void)) });
    await settle();
    expect(connection.line.phase).toBe("connecting");
    resumed();
    await settle();
    expect(connection.line).toEqual({ phase: "live", downSince: null, attempt: 0 });
  });

  it("holds back events that come before its resume is taken in", async () => {
    const seen: unknown[] = [];
    connect({
      resume: async (call) => {
        await call("Resume", { known: [] });
        server.emit("chat", "early");
        expect(seen).toEqual([]);
      },
      onEvent: (event, argument) => seen.push([event, argument]),
    });
    await settle();
    expect(seen).toEqual([["chat", "early"]]);
  });

  it("never gives up: an hour without a server, then live within half a minute", async () => {
    server.down = true;
    connect();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(connection.line.phase).toBe("waiting");
    expect(connection.line.attempt).toBeGreaterThan(100);
    server.down = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connection.line.phase).toBe("live");
  });

  it("keeps the moment when the line was lost over all attempts", async () => {
    connect();
    await settle();
    vi.setSystemTime(5000);
    server.down = true;
    server.cut();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(connection.line.downSince).toBe(5000);
  });

  it("tries at once when it is woken", async () => {
    server.down = true;
    connect();
    await vi.advanceTimersByTimeAsync(120_000);
    server.down = false;
    connection.wake();
    await settle();
    expect(connection.line.phase).toBe("live");
  });

  it("finds out on waking that a live line is dead", async () => {
    connect({ probe: () => new Promise(() => undefined) });
    await settle();
    connection.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection.line.phase).toBe("waiting");
  });

  it("leaves a line that is gone by the device's word", async () => {
    connect();
    await settle();
    connection.networkGone();
    expect(connection.line.phase).toBe("waiting");
    expect(server.hubs.size).toBe(0);
  });

  it("gives up an attempt that hangs", async () => {
    connect({ resume: () => new Promise(() => undefined) });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(connection.line.phase).toBe("waiting");
  });

  it("stops when the session is over", async () => {
    server.down = true;
    connect({ isOver: () => true });
    await settle();
    expect(connection.line.phase).toBe("stopped");
  });

  it("says that it failed again, so that another access token is taken", async () => {
    const failedAgain = vi.fn();
    server.down = true;
    connect({ renewToken: failedAgain });
    await settle();
    expect(failedAgain).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(failedAgain).toHaveBeenCalled();
  });

  it("resumes again on the same line when it fell behind", async () => {
    connect();
    await settle();
    await connection.resync();
    expect(server.count("Resume")).toBe(2);
    expect(phases).toEqual(["connecting", "live"]);
  });
});

describe("A request", () => {
  it("brings its value, or the refusal", async () => {
    connect();
    await settle();
    const post = { chatId: "c1", requestId: "r1", text: "привет", replyTo: null };
    expect(await connection.call("Post", post)).toMatchObject({ number: 1 });
    server.interfere = () => ({ code: "chat.muted", message: "Без звука" });
    await expect(connection.call("Post", post)).rejects.toBeInstanceOf(Refused);
  });

  it("is of unknown outcome when the line breaks under it", async () => {
    connect();
    await settle();
    const asked = connection.call("Post", { chatId: "c1", requestId: "r1", text: "привет", replyTo: null });
    server.cut();
    await expect(asked).rejects.toBeInstanceOf(LineLost);
    expect(server.chat("c1").head).toBe(1);
  });

  it("made durable, waits for the next line", async () => {
    connect();
    await settle();
    server.down = true;
    server.cut();
    const asked = connection.callDurably("Pin", { chatId: "c1", number: 1, on: true });
    server.down = false;
    await vi.advanceTimersByTimeAsync(3_000);
    await expect(asked).resolves.toBeDefined();
  });

  it("made durable, has an end to its patience", async () => {
    server.down = true;
    connect();
    const asked = connection.callDurably("Pin", { chatId: "c1", number: 1, on: true }, 4_000);
    const seen = expect(asked).rejects.toBeInstanceOf(LineLost);
    await vi.advanceTimersByTimeAsync(10_000);
    await seen;
  });
});
