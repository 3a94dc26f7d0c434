import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { IceServer } from "../protocol";
import { IceKeeper } from "./iceKeeper";

const minute = 60_000;
const turn = (credential: string, lastsMs: number | null = 120 * minute): IceServer => ({
  urls: ["turn:192.0.2.1:3478"],
  username: "u",
  credential,
  lastsMs,
});

let asked: number;
let given: (string | null | undefined)[];
let answer: () => Promise<IceServer[]>;
let keeper: IceKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  given = [];
  answer = async () => [turn(`fresh ${asked}`)];
  keeper = new IceKeeper({
    ask: () => {
      asked += 1;
      return answer();
    },
    given: (servers) => given.push(servers[0]?.credential),
  });
});

afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

describe("Credentials of the TURN servers", () => {
  it("are asked for anew when two thirds of their life are over, and so on", async () => {
    keeper.take([turn("first")]);
    await vi.advanceTimersByTimeAsync(80 * minute - 1);
    expect(asked).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(given).toEqual(["first", "fresh 1"]);
    await vi.advanceTimersByTimeAsync(80 * minute);
    expect(given).toEqual(["first", "fresh 1", "fresh 2"]);
  });

  it("of several servers end with the first one", async () => {
    keeper.take([turn("long"), turn("short", 30 * minute), turn("never", null)]);
    await vi.advanceTimersByTimeAsync(20 * minute);
    expect(asked).toBe(1);
  });

  it("that can't be had are asked for again in a while, as often as it takes", async () => {
    keeper.take([turn("first")]);
    answer = () => Promise.reject(new Error("no line"));
    await vi.advanceTimersByTimeAsync(81 * minute);
    expect(asked).toBe(5);
    expect(keeper.isStale).toBe(true);
    answer = async () => [turn("at last")];
    await vi.advanceTimersByTimeAsync(15_000);
    expect(given.at(-1)).toBe("at last");
    expect(keeper.isStale).toBe(false);
  });

  it("that have come by another way meanwhile are kept", async () => {
    keeper.take([turn("first")]);
    let late: (servers: IceServer[]) => void = () => undefined;
    answer = () => new Promise((done) => (late = done));
    await vi.advanceTimersByTimeAsync(80 * minute);
    keeper.take([turn("joined anew")]);
    late([turn("late")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.servers[0]?.credential).toBe("joined anew");
  });

  it("that never end are never asked for, nor any after the session", async () => {
    keeper.take([turn("forever", null)]);
    await vi.advanceTimersByTimeAsync(10_000 * minute);
    keeper.take([turn("first")]);
    keeper.stop();
    await vi.advanceTimersByTimeAsync(200 * minute);
    expect(asked).toBe(0);
  });

  it("that are over at once are not asked for without a pause", async () => {
    keeper.take([turn("odd", 0)]);
    answer = async () => [turn("odd", 0)];
    await vi.advanceTimersByTimeAsync(minute);
    expect(asked).toBe(4);
  });
});
