import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeMedia, FakePeer, makeFakePeer } from "../../testing/fakeMedia";
import type { CallState, DirectWord, Seat, Signal } from "../protocol";
import { DirectMedia } from "./directMedia";

let said: Signal[];
let incoming: Record<string, MediaStream>;
let faults: unknown[];

const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const stateOf = (epoch: number, ...people: string[]): CallState =>
  ({ epoch, seats: people.map((personId): Partial<Seat> => ({ personId })) }) as CallState;
const word = (personId: string, kind: DirectWord["kind"], more: Partial<DirectWord> = {}): DirectWord => ({
  personId,
  epoch: 1,
  kind,
  sdp: "0,1",
  ...more,
});
const candidate = (text: string) => ({ candidate: text, mid: "0", lineIndex: 0 });

function make(): DirectMedia {
  const signal = async (one: Signal) => {
    said.push(one);
    return {};
  };
  return new DirectMedia(
    { signal, makePeer: makeFakePeer, ice: () => [] },
    {
      incoming: (streams) => {
        incoming = streams;
      },
      up: () => undefined,
      fault: (error) => faults.push(error),
    },
  );
}

beforeEach(() => {
  new FakeMedia();
  [said, incoming, faults] = [[], {}, []];
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Two browsers without a media server", () => {
  it("connect with each other: the one with the smaller id offers, and shows what comes in", async () => {
    const media = make();
    media.drive(stateOf(1, "p1", "p2"), "p1");
    await settled();
    expect(said.map(({ kind }) => kind)).toEqual(["direct_offer"]);
    media.hear(word("p2", "direct_answer"));
    await settled();
    expect(Object.keys(incoming)).toEqual(["p2/camera/audio", "p2/camera/video"]);
  });

  it("connect with each other: the other one answers, and candidates that came too early are not lost", async () => {
    const media = make();
    media.drive(stateOf(1, "p1", "p2"), "p2");
    media.hear(word("p1", "direct_candidate", { candidates: [candidate("early")] }));
    await settled();
    expect(FakePeer.open[0]?.added).toEqual([]);
    media.hear(word("p1", "direct_offer"));
    await settled();
    expect(said.map(({ kind }) => kind)).toEqual(["direct_answer"]);
    expect(FakePeer.open[0]?.added).toMatchObject([{ candidate: "early" }]);
  });

  it("hear what belongs to another epoch when it begins, and what is of a former one or of a third person never", async () => {
    const media = make();
    media.drive(stateOf(2, "p1", "p2"), "p2");
    media.hear(word("p1", "direct_offer"));
    media.hear(word("p9", "direct_offer", { epoch: 2 }));
    media.hear(word("p1", "direct_offer", { epoch: 3 }));
    await settled();
    expect(said).toEqual([]);
    media.stop();
    media.drive(stateOf(3, "p1", "p2"), "p2");
    await settled();
    expect(said.map(({ kind }) => kind)).toEqual(["direct_answer"]);
    expect(FakePeer.open).toHaveLength(1);
  });

  it("are not connected while one is alone, and no more when the other leaves", async () => {
    const media = make();
    media.drive(stateOf(1, "p1"), "p1");
    expect(FakePeer.made).toHaveLength(0);
    media.drive(stateOf(2, "p1", "p2"), "p1");
    await settled();
    media.drive(stateOf(2, "p1"), "p1");
    expect(FakePeer.open).toHaveLength(0);
  });

  it("say so when they find no way to each other", async () => {
    const media = make();
    media.drive(stateOf(1, "p1", "p2"), "p1");
    await settled(15_000);
    expect(faults).toHaveLength(1);
  });
});
