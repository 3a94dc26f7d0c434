import { describe, expect, it } from "vitest";
import type { CallState, Seat } from "../protocol";
import { firstView, layoutOf, pageSize } from "./layout";
import { type Network, networkOf } from "./network";
import { choose, heard, silence, staysMs, takesMs } from "./speaker";
import { newCallStore, withNews, withState } from "./store";
import {
  allModes,
  difference,
  type Look,
  layerFor,
  type Modes,
  mostPictures,
  streamKey,
  wantedStreams,
} from "./streams";
import { Thinning } from "./thinning";

const seat = (n: number, change: Partial<Seat> = {}): Seat => ({
  personId: `p${n}`,
  name: `Ученик ${n}`,
  role: "member",
  since: n,
  microphone: true,
  camera: true,
  sends: true,
  shares: false,
  ...change,
});

const stateOf = (seats: Seat[], change: Partial<CallState> = {}): CallState => ({
  callId: "call",
  rev: 1,
  chatId: "c1",
  title: "Урок",
  startedAt: 0,
  epoch: 1,
  hasMedia: true,
  locks: [],
  lobby: false,
  closed: false,
  seats,
  hands: [],
  ...change,
});

const many = (count: number) => Array.from({ length: count }, (_, i) => seat(i + 1));
const looks = (count: number) => many(count).map(({ personId }) => ({ personId, screen: false, width: 200 }));

describe("The grid", () => {
  it("holds 25, the rest is on further pages", () => {
    const state = stateOf(many(30));
    const first = layoutOf(state, "p1", firstView, null);
    expect(first).toMatchObject({ kind: "grid", large: null, pages: 2 });
    expect(first.tiles).toHaveLength(pageSize);
    expect(layoutOf(state, "p1", { ...firstView, page: 1 }, null).tiles).toHaveLength(5);
    expect(layoutOf(state, "p1", { ...firstView, page: 9 }, null).page).toBe(1);
    expect(layoutOf(state, "p1", firstView, null, true)).toMatchObject({ pages: 4 });
  });

  it("begins with those who lead, then those whose hand is up", () => {
    const state = stateOf([...many(3), seat(4, { role: "leader" })], { hands: ["p3"] });
    const { tiles } = layoutOf(state, "p1", firstView, null);
    expect(tiles.map((tile) => tile.seat.personId)).toEqual(["p4", "p3", "p1", "p2"]);
  });
});

describe("The stage", () => {
  it("is taken by a shared screen, thumbnails remain", () => {
    const state = stateOf([seat(1), seat(2, { shares: true }), seat(3)]);
    const { large, tiles } = layoutOf(state, "p1", firstView, "p3");
    expect(large).toMatchObject({ seat: { personId: "p2" }, screen: true });
    expect(tiles).toHaveLength(3);
  });

  it("is not taken by one's own screen", () => {
    const state = stateOf([seat(1, { shares: true }), seat(2)]);
    expect(layoutOf(state, "p1", firstView, null).large).toBeNull();
  });

  it("is taken by whoever is pinned, also over a screen", () => {
    const state = stateOf([seat(1), seat(2, { shares: true }), seat(3)]);
    expect(layoutOf(state, "p1", { ...firstView, pinned: "p3" }, null).large?.seat.personId).toBe("p3");
  });

  it("is taken by whoever was put in the foreground for all, unless one has pinned another; oneself stays small", () => {
    const state = stateOf([seat(1), seat(2, { shares: true }), seat(3), seat(4)], { spotlight: "p3" });
    expect(layoutOf(state, "p1", firstView, null).large).toMatchObject({ seat: { personId: "p3" }, screen: false });
    expect(layoutOf(state, "p1", { ...firstView, pinned: "p4" }, null).large?.seat.personId).toBe("p4");
    expect(layoutOf(state, "p3", firstView, null).large).toMatchObject({ seat: { personId: "p2" }, screen: true });
  });

  it("shows the speaker where one wants to see the speaker", () => {
    const state = stateOf(many(3));
    const view = { ...firstView, kind: "speaker" as const };
    expect(layoutOf(state, "p1", view, "p3").large?.seat.personId).toBe("p3");
    expect(layoutOf(state, "p1", view, "p1").large?.seat.personId).toBe("p2");
  });
});

describe("The speaker", () => {
  it("is whoever has talked for a second, not a cough", () => {
    const begun = heard(silence, ["p2"], 0);
    expect(begun.speaker).toBeNull();
    expect(choose(begun, takesMs).speaker).toBe("p2");
    expect(choose(heard(begun, [], 300), takesMs).speaker).toBeNull();
  });

  it("stays for a while after the last word and while they talk", () => {
    const speaks = choose(heard(silence, ["p2"], 0), takesMs);
    const both = heard(speaks, ["p2", "p3"], 2000);
    expect(choose(both, 9000).speaker).toBe("p2");
    const other = heard(both, ["p3"], 10_000);
    expect(choose(other, 10_000 + staysMs - 1).speaker).toBe("p2");
    expect(choose(other, 10_000 + staysMs).speaker).toBe("p3");
  });
});

describe("What is wanted", () => {
  const wantedOf = (
    state: CallState,
    me: string,
    at: Look[] = [],
    modes: Partial<Modes> = {},
    talked: string[] = [],
    kept: string[] = [],
  ) => wantedStreams({ state, me, looks: at, modes: { ...allModes, ...modes }, talked, kept: new Set(kept) });

  it("is the sound of those who are heard and the pictures that are looked at", () => {
    const state = stateOf([seat(1), seat(2), seat(3, { microphone: false }), seat(4, { camera: false })]);
    const wanted = wantedOf(state, "p1", looks(4)).map(streamKey);
    expect(wanted).toEqual(["p2/camera/audio", "p4/camera/audio", "p2/camera/video", "p3/camera/video"]);
  });

  it("is never more than twelve pictures, nor what cannot be subscribed to", () => {
    const state = stateOf(many(30));
    expect(wantedOf(state, "p1", looks(30)).filter(({ video }) => video)).toHaveLength(mostPictures);
    const [first, second] = wantedOf(state, "p30", looks(30), {}, ["p29"]).filter(({ video }) => video);
    expect([first?.personId, second?.personId]).toEqual(["p1", "p29"]);
    const none = stateOf([seat(1), seat(2, { sends: false })]);
    expect(wantedOf(none, "p1", looks(2))).toEqual([]);
  });

  it("has the sound of those who talked last first, as many as one message carries", () => {
    const state = stateOf(many(40));
    const sounds = wantedOf(state, "p1", [], {}, ["p39", "p40"]);
    expect(sounds).toHaveLength(20);
    expect(sounds.slice(0, 2).map(({ personId }) => personId)).toEqual(["p39", "p40"]);
  });

  it("keeps the sound of somebody who is silent for now, as long as there is room", () => {
    const state = stateOf([seat(1), seat(2, { microphone: false }), seat(3, { microphone: false })]);
    const sounds = wantedOf(state, "p1", [], {}, [], ["p2"]).map(({ personId }) => personId);
    expect(sounds).toEqual(["p2"]);
    const full = stateOf([...many(25), seat(26, { microphone: false })]);
    expect(wantedOf(full, "p1", [], {}, [], ["p26"]).map(({ personId }) => personId)).not.toContain("p26");
  });

  it("leaves out what a thin line does without", () => {
    const state = stateOf([seat(1), seat(2, { shares: true })]);
    const at = [
      { personId: "p2", screen: true, width: 900 },
      { personId: "p2", screen: false, width: 150 },
    ];
    const pictures = (modes: Partial<Modes>) =>
      wantedOf(state, "p1", at, modes)
        .filter(({ video }) => video)
        .map(streamKey);
    expect(pictures({ audioOnly: true })).toEqual([]);
    expect(pictures({ noCameras: true })).toEqual(["p2/screen/video"]);
    expect(pictures({ noScreens: true })).toEqual(["p2/camera/video"]);
  });

  it("is asked for as a difference", () => {
    const [a, b, c] = wantedOf(stateOf(many(4)), "p4");
    if (!a || !b || !c) throw new Error("three sounds");
    expect(difference([a, c], [a, b])).toEqual({ add: [c], remove: [b] });
  });

  it("comes in the layer of its tile", () => {
    expect([150, 240, 400, 900].map(layerFor)).toEqual([0, 0, 1, 2]);
  });
});

describe("The line", () => {
  const sample = { received: 100, lost: 0, roundTripMs: 50, connected: true };

  it("has bars and a reason", () => {
    expect(networkOf(sample)).toEqual({ bars: 3, reason: null });
    expect(networkOf({ ...sample, lost: 5 })).toEqual({ bars: 2, reason: "loss" });
    expect(networkOf({ ...sample, lost: 30 })).toEqual({ bars: 1, reason: "loss" });
    expect(networkOf({ ...sample, roundTripMs: 1000 })).toEqual({ bars: 1, reason: "delay" });
    expect(networkOf({ ...sample, connected: false })).toEqual({ bars: 0, reason: "gone" });
  });

  const bad = networkOf({ ...sample, lost: 30 });
  const good = networkOf(sample);
  /** After how many looks of a kind something is to be done. */
  const looksUntil = (thinning: Thinning, network: Network, isThinned: boolean) => {
    for (let looks = 1; looks < 1000; looks++) if (thinning.look(network, isThinned)) return looks;
    return null;
  };

  it("that was bad for a while does without pictures", () => {
    const thinning = new Thinning();
    for (const network of [bad, bad, bad, good, bad, bad, bad]) expect(thinning.look(network, false)).toBeNull();
    expect(thinning.look(bad, false)).toBe("thinned");
  });

  it("that was good for a while gets them again, later each time that it was too soon", () => {
    const thinning = new Thinning();
    const waits = [1, 2, 3, 4, 5].map(() => {
      expect(looksUntil(thinning, bad, false)).toBe(4);
      expect(thinning.look(bad, true)).toBeNull();
      return looksUntil(thinning, good, true);
    });
    expect(waits).toEqual([15, 30, 60, 120, 150]);
    for (let looks = 0; looks < 200; looks++) thinning.look(good, false);
    looksUntil(thinning, bad, false);
    expect(looksUntil(thinning, good, true)).toBe(15);
  });
});

describe("The state", () => {
  it("is the newest one: an older one is ignored", () => {
    const view = withState(newCallStore("c1", "call").getState(), stateOf(many(2), { rev: 5 }), "p1");
    expect(withState(view, stateOf([], { rev: 4 }), "p1")).toBe(view);
    expect(withState(view, stateOf([seat(1, { role: "co_leader" })], { rev: 6 }), "p1").role).toBe("co_leader");
  });

  it("does not show somebody as speaking who has gone", () => {
    const before = newCallStore("c1", "call").getState();
    const view = { ...before, speaking: { ...silence, speaker: "p2" } };
    expect(withState(view, stateOf([seat(1)]), "p1").speaking.speaker).toBeNull();
  });

  it("keeps reactions apart", () => {
    const view = newCallStore("c1", "call").getState();
    const next = withNews(view, { callId: "call", reaction: { personId: "p2", emoji: "👏" } }, 0, 7);
    expect(next.reactions).toEqual([{ id: 7, personId: "p2", emoji: "👏" }]);
  });
});
