import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakePeer, FakeStream, makeFakePeer } from "../../testing/fakeMedia";
import type { Signal, SignalAnswer, Stream } from "../protocol";
import { Candidates } from "./candidates";
import { choicesFor } from "./choices";
import { loudness } from "./level";
import { Publisher } from "./publisher";
import { Subscriber } from "./subscriber";

const sound = (personId: string): Stream => ({ personId, screen: false, video: false });
const picture = (personId: string): Stream => ({ personId, screen: false, video: true });
const want = (...streams: Stream[]) => streams.map((stream) => ({ stream, number: null, width: 200 }));

let signals: Signal[];
let answer: (signal: Signal) => Promise<SignalAnswer>;
const wire = {
  signal: async (signal: Signal) => {
    signals.push(signal);
    return answer(signal);
  },
  trickle: async () => undefined,
  makePeer: makeFakePeer,
  ice: () => [],
  failed: () => undefined,
};
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  signals = [];
  FakePeer.made = [];
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", FakeStream);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("The subscriber", () => {
  let incoming: Record<string, MediaStream>;
  let faults: unknown[];
  const make = () => {
    faults = [];
    return new Subscriber(
      wire,
      (streams) => {
        incoming = streams;
      },
      () => undefined,
      (error) => faults.push(error),
    );
  };
  const given = (...streams: Stream[]): SignalAnswer => ({
    sdp: streams.map((_, i) => i).join(","),
    streams: streams.map((stream, i) => ({ mid: String(i), stream })),
  });

  it("has never more than one negotiation: what is wanted meanwhile is asked for next, together", async () => {
    let release: (answer: SignalAnswer) => void = () => undefined;
    answer = ({ kind }) => (kind === "subscribe" ? new Promise((done) => (release = done)) : Promise.resolve({}));
    const subscriber = make();
    subscriber.want(want(sound("a")));
    subscriber.want(want(sound("a"), sound("b")));
    subscriber.want(want(sound("a"), sound("b"), picture("b")));
    await settled();
    expect(signals.map(({ kind }) => kind)).toEqual(["subscribe"]);
    release(given(sound("a")));
    await settled();
    expect(signals.map(({ kind }) => kind)).toEqual(["subscribe", "answer", "subscribe"]);
    expect(signals[2]?.add).toEqual([sound("b"), picture("b")]);
    release(given(sound("a"), sound("b"), picture("b")));
    await settled();
    expect(Object.keys(incoming)).toEqual(["a/camera/audio", "b/camera/audio", "b/camera/video"]);
    expect(FakePeer.made).toHaveLength(1);
  });

  it("takes off what comes by a connection that the person has no more, and then asks for it anew", async () => {
    answer = async ({ kind, add }) => (kind === "subscribe" ? given(sound("a"), ...(add ?? []).slice(1)) : {});
    const subscriber = make();
    const from = (number: number) => want(sound("a"), picture("b")).map((one, i) => (i ? { ...one, number } : one));
    subscriber.want(from(1));
    await settled();
    answer = async ({ kind, add }) => (kind === "subscribe" ? given(sound("a"), ...(add ?? [])) : {});
    signals = [];
    subscriber.want(from(1));
    await settled();
    expect(signals).toEqual([]);
    subscriber.want(from(2));
    await settled();
    const asked = signals.filter(({ kind }) => kind === "subscribe");
    expect(asked).toMatchObject([
      { add: [], remove: [picture("b")] },
      { add: [picture("b")], remove: [] },
    ]);
    subscriber.want(from(2));
    await settled();
    expect(signals.filter(({ kind }) => kind === "subscribe")).toHaveLength(2);
  });

  it("asks no more for what the server left out, until something else is told", async () => {
    answer = async ({ kind }) => (kind === "subscribe" ? {} : {});
    const subscriber = make();
    subscriber.want(want(sound("a")));
    await settled();
    expect(signals).toHaveLength(1);
    subscriber.want(want(sound("a")));
    await settled();
    expect(signals).toHaveLength(2);
    expect(faults).toEqual([]);
  });

  it("keeps what plays in the same stream when others come", async () => {
    answer = async ({ kind, add }) =>
      kind !== "subscribe" ? {} : add?.[0]?.personId === "a" ? given(picture("a")) : given(picture("a"), picture("b"));
    const subscriber = make();
    subscriber.want(want(picture("a")));
    await settled();
    const before = incoming["a/camera/video"];
    subscriber.want(want(picture("a"), picture("b")));
    await settled();
    expect(incoming["a/camera/video"]).toBe(before);
  });

  it("asks for the layer of a tile, and again only when another one is due", async () => {
    answer = async ({ kind }) => (kind === "subscribe" ? given(picture("a")) : {});
    const subscriber = make();
    const at = (width: number) => [{ stream: picture("a"), number: null, width }];
    subscriber.want(at(150));
    await settled();
    subscriber.want(at(180));
    await settled();
    subscriber.want(at(900));
    await settled();
    expect(signals.filter(({ kind }) => kind === "layer").map(({ layer }) => layer)).toEqual([0, 2]);
  });

  it("goes on where a layer is refused", async () => {
    answer = async ({ kind }) => {
      if (kind === "layer") throw new Error("refused");
      return kind === "subscribe" ? given(picture("a")) : {};
    };
    make().want(want(picture("a")));
    await settled();
    expect(faults).toEqual([]);
    expect(Object.keys(incoming)).toEqual(["a/camera/video"]);
  });

  it("begins ICE anew when the connection fails", async () => {
    answer = async ({ kind }) => (kind === "subscribe" ? given(sound("a")) : {});
    make().want(want(sound("a")));
    await settled();
    FakePeer.made[0]?.become("failed");
    await settled();
    expect(signals.at(-2)).toMatchObject({ kind: "subscribe", restart: true });
    expect(FakePeer.made).toHaveLength(1);
  });

  it("forgets an answer to what was asked before it was stopped", async () => {
    let release: (answer: SignalAnswer) => void = () => undefined;
    answer = () => new Promise((done) => (release = done));
    const subscriber = make();
    subscriber.want(want(sound("a")));
    await settled();
    subscriber.stop();
    const late = release;
    subscriber.want(want(sound("b")));
    await settled();
    expect(signals.map(({ add }) => add)).toEqual([[sound("a")], [sound("b")]]);
    late(given(sound("a")));
    await settled();
    expect(FakePeer.made).toEqual([]);
  });
});

describe("The publisher", () => {
  it("offers both kinds at once, so that a switch needs no negotiation", async () => {
    answer = async () => ({ sdp: "answer" });
    const publisher = new Publisher("publish", wire, vi.fn(), vi.fn());
    await publisher.start();
    expect(signals.map(({ kind }) => kind)).toEqual(["publish"]);
    const track = { kind: "audio" } as MediaStreamTrack;
    await publisher.put("audio", track);
    expect(FakePeer.made[0]?.transceivers.map(({ sender }) => sender.track)).toEqual([track, null]);
    expect(signals).toHaveLength(1);
  });

  it("says when a connection stays broken", async () => {
    answer = async () => ({ sdp: "answer" });
    const failed = vi.fn();
    const publisher = new Publisher("publish", wire, vi.fn(), failed);
    await publisher.start();
    const [peer] = FakePeer.made;
    peer?.become("disconnected");
    await vi.advanceTimersByTimeAsync(3000);
    peer?.become("connected");
    await vi.advanceTimersByTimeAsync(3000);
    expect(failed).not.toHaveBeenCalled();
    peer?.become("disconnected");
    await vi.advanceTimersByTimeAsync(4000);
    expect(failed).toHaveBeenCalledOnce();
  });
});

describe("Candidates", () => {
  const found = (candidate: string | null) =>
    ({ candidate: candidate && { candidate, sdpMid: "0", sdpMLineIndex: 0 } }) as RTCPeerConnectionIceEvent;

  it("wait until the server knows the connection, and go in bunches of fifty, in order", async () => {
    const sent: (string | null)[][] = [];
    const candidates = new Candidates("publish", async (_, some) => sent.push(some.map((one) => one.candidate)));
    for (let i = 0; i < 60; i++) candidates.found(found(`c${i}`));
    candidates.found(found(null));
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
    candidates.open();
    await vi.advanceTimersByTimeAsync(100);
    expect(sent.map(({ length }) => length)).toEqual([50]);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent.map(({ length }) => length)).toEqual([50, 11]);
    expect(sent[1]?.at(-1)).toBeNull();
  });
});

describe("Choices", () => {
  it("are off for students and guardians, on for teachers, and then as they were chosen", () => {
    expect(choicesFor("student", {})).toMatchObject({ microphone: false, camera: false });
    expect(choicesFor("class_teacher", {})).toMatchObject({ microphone: true, camera: true });
    expect(choicesFor("student", { camera: true })).toMatchObject({ microphone: false, camera: true });
  });
});

it("The level rises with the voice", () => {
  const wave = (amplitude: number) => Float32Array.from({ length: 512 }, (_, i) => amplitude * Math.sin(i / 5));
  expect(loudness(wave(0))).toBe(0);
  expect(loudness(wave(0.1))).toBeGreaterThan(0.5);
  expect(loudness(wave(1))).toBeGreaterThan(loudness(wave(0.1)));
});
