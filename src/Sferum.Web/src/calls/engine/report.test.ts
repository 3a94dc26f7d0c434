import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallReport } from "../protocol";
import { Report } from "./report";

const half = 30_000;
let told: CallReport[];
let taken: boolean;
let report: Report;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  taken = true;
  report = new Report(async (one) => {
    told.push(one);
    if (!taken) throw new Error("no line");
  });
});

afterEach(() => {
  report.stop();
  vi.useRealTimers();
});

describe("What a browser tells of its media", () => {
  it("is told once when media flows first, with the time that it took", async () => {
    report.begin();
    await pass(740);
    report.up();
    report.up();
    await pass(0);
    expect(told).toEqual([{ joinMs: 740, iceFailures: 0, received: 0, lost: 0 }]);
  });

  it("counts no time in the lobby", async () => {
    report.begin();
    await pass(600_000);
    report.begin();
    await pass(300);
    report.up();
    expect(told).toMatchObject([{ joinMs: 300 }]);
  });

  it("is told every half a minute: what has come since it was told before", async () => {
    report.begin();
    report.up();
    report.count({ received: 100, lost: 2 });
    report.count({ received: 50, lost: 1 });
    report.failed();
    await pass(half);
    report.count({ received: 10, lost: 0 });
    await pass(half);
    expect(told.slice(1)).toEqual([
      { iceFailures: 1, received: 150, lost: 3 },
      { iceFailures: 0, received: 10, lost: 0 },
    ]);
  });

  it("is told with the next when it could not be told", async () => {
    report.begin();
    taken = false;
    report.up();
    report.count({ received: 100, lost: 2 });
    await pass(half);
    report.count({ received: 7, lost: 1 });
    taken = true;
    await pass(half);
    expect(told.at(-1)).toEqual({ joinMs: 0, iceFailures: 0, received: 107, lost: 3 });
    report.count({ received: 1, lost: 0 });
    await pass(half);
    expect(told.at(-1)).toEqual({ iceFailures: 0, received: 1, lost: 0 });
  });

  it("is nothing while nothing has come, and after the session", async () => {
    report.begin();
    report.up();
    await pass(4 * half);
    expect(told).toHaveLength(1);
    report.count({ received: 1, lost: 0 });
    report.stop();
    await pass(4 * half);
    expect(told).toHaveLength(1);
  });
});
