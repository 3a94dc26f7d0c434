import { describe, expect, it } from "vitest";
import { call, enter, joins, media, said, server, setEngineScene, settled } from "../../testing/engineScene";
import { FakePeer } from "../../testing/fakeMedia";
import { people } from "../../testing/people";

const { anna, sonya, ilya } = people;

setEngineScene();

describe("Who comes in", () => {
  it("is in, hears who is heard and sees what is looked at", async () => {
    const engine = await enter();
    expect(engine.view).toMatchObject({ phase: "inside", role: "member" });
    expect(Object.keys(engine.view.incoming)).toEqual([`${anna.id}/camera/audio`]);
    engine.look([{ personId: anna.id, screen: false, width: 600 }]);
    await settled();
    expect(Object.keys(engine.view.incoming)).toContain(`${anna.id}/camera/video`);
    expect(call.signalled("layer")).toMatchObject([{ layer: 2 }]);
  });

  it("sends nothing until there is something to send", async () => {
    const engine = await enter();
    expect(call.signalled("publish")).toEqual([]);
    await engine.setMicrophone(true);
    await settled();
    expect(call.signalled("publish")).toHaveLength(1);
    expect(call.seats.find(({ personId }) => personId === sonya.id)?.microphone).toBe(true);
    await engine.setMicrophone(false);
    await engine.setMicrophone(true);
    expect(call.signalled("publish")).toHaveLength(1);
  });

  it("closes the camera when it is switched off", async () => {
    const engine = await enter();
    await engine.setCamera(true);
    const track = media.last("camera");
    await engine.setCamera(false);
    expect(track?.readyState).toBe("ended");
    expect(engine.view.camera).toBeNull();
  });

  it("waits where there is a lobby, and comes in when admitted", async () => {
    call.lobby = true;
    const engine = await enter();
    expect(engine.view.phase).toBe("waiting");
    call.lobby = false;
    call.note("admitted");
    await settled();
    expect(engine.view.phase).toBe("inside");
    expect(said).toEqual(["admitted"]);
  });

  it("is told by the server why not", async () => {
    server.interfere = (method) =>
      method === "JoinCall" ? { code: "call.closed", message: "Вход в видеосессию закрыт" } : undefined;
    const engine = await enter();
    expect(engine.view).toMatchObject({ phase: "over", over: "refused", why: "Вход в видеосессию закрыт" });
  });
});

describe("Another group", () => {
  it("begins all connections anew, whatever was asked for before, and in the same group nothing does", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    engine.look([{ personId: anna.id, screen: false, width: 600 }]);
    await settled();
    call.groups = { count: 2, open: true };
    call.given = [];
    call.change(sonya.id, { group: 1, moves: 1 });
    await settled(300);
    expect(engine.view.incoming).toEqual({});
    expect(call.signalled("publish")).toHaveLength(2);
    call.change(anna.id, { group: 1 });
    await settled(300);
    expect(Object.keys(engine.view.incoming)).toContain(`${anna.id}/camera/video`);
    expect(call.signalled("publish")).toHaveLength(2);
  });
});

describe("Another epoch", () => {
  it("begins all three connections anew, at a moment of one's own", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await engine.share();
    await settled();
    const before = FakePeer.open;
    expect(before).toHaveLength(3);
    const asked = call.signals.length;
    call.moves();
    expect(before.every(({ closed }) => closed)).toBe(true);
    expect(FakePeer.open).toEqual([]);
    await settled(100);
    call.change(anna.id, { sends: true });
    await settled();
    expect(FakePeer.open).toHaveLength(3);
    expect(call.signals.slice(asked).map((signal) => (signal as { epoch?: number }).epoch)).not.toContain(1);
  });

  it("asks for fresh TURN credentials first when those that there are have not been made anew in time", async () => {
    call.ice = [{ urls: ["turn:127.0.0.1:3478"], lastsMs: 60_000 }];
    server.interfere = (method) =>
      method === "IceServers" ? { code: "server.unavailable", message: "Недоступен" } : undefined;
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled(50_000);
    call.moves();
    await settled(100);
    expect(joins()).toHaveLength(2);
    expect(joins().at(-1)).toMatchObject({ resume: true });
    expect(call.signalled("publish").at(-1)).toMatchObject({ epoch: 2 });
  });

  it("is waited for when a negotiation was of the old one", async () => {
    const engine = await enter();
    let refuse = true;
    server.interfere = (method) =>
      method === "Signal" && refuse ? { code: "call.old_epoch", message: "Переехала" } : undefined;
    await engine.setMicrophone(true);
    await settled();
    refuse = false;
    call.moves();
    await settled(100);
    expect(call.signalled("publish")).toMatchObject([{ epoch: 2 }]);
  });

  it("that does not come is made up for by coming in anew", async () => {
    const engine = await enter();
    let refuse = true;
    server.interfere = (method) =>
      method === "Signal" && refuse ? { code: "call.no_media", message: "Недоступен" } : undefined;
    await engine.setMicrophone(true);
    await settled();
    refuse = false;
    await settled(2000);
    expect(joins().at(-1)).toMatchObject({ resume: false, microphone: true });
    expect(call.signalled("publish")).toHaveLength(1);
  });
});

describe("A lost line", () => {
  it("keeps the seat: one comes in again and the connections go on", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled();
    const before = FakePeer.open;
    server.cut();
    expect(engine.view.lineGone).toBe(true);
    await settled(5000);
    expect(engine.view).toMatchObject({ lineGone: false, phase: "inside" });
    expect(joins().at(-1)).toMatchObject({ resume: true, microphone: true });
    expect(FakePeer.open).toEqual(before);
  });

  it("in the middle of a negotiation begins the connections anew", async () => {
    const engine = await enter();
    for (const hub of server.hubs)
      hub.beforeAnswer = (m) => (m === "Signal" ? new Promise(() => undefined) : undefined);
    await engine.setMicrophone(true);
    await settled();
    server.cut();
    await settled(5000);
    expect(joins().at(-1)).toMatchObject({ resume: false });
    expect(engine.view.phase).toBe("inside");
  });

  it("that is moved in the middle of a negotiation goes on with the same connections", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled();
    const before = FakePeer.open;
    const [hub] = server.hubs;
    server.emit("goaway", { spreadMs: 0 });
    call.comes(ilya, { microphone: true, sends: true });
    call.tell();
    await settled(1000);
    expect([...server.hubs]).not.toContain(hub);
    expect(Object.keys(engine.view.incoming)).toContain(`${ilya.id}/camera/audio`);
    expect(FakePeer.open).toEqual(before);
  });

  it("is no matter when the gateway asks to move: one comes in on the new connection", async () => {
    await enter();
    const before = joins().length;
    server.emit("goaway", { spreadMs: 0 });
    await settled(1000);
    expect(joins().length).toBe(before + 1);
    expect(joins().at(-1)).toMatchObject({ resume: true });
  });

  it("that fell behind asks how it is now", async () => {
    const engine = await enter();
    call.comes(ilya);
    call.rev += 1;
    server.emit("resync", null);
    await settled();
    expect(server.count("CallNow")).toBe(1);
    expect(engine.view.state?.seats.map(({ personId }) => personId)).toContain(ilya.id);
  });
});

describe("A bad line", () => {
  it("leaves only the sound after a while, says so, and gives pictures back by the person's wish", async () => {
    const engine = await enter();
    engine.look([{ personId: anna.id, screen: false, width: 600 }]);
    await settled();
    let received = 0;
    for (const peer of FakePeer.open) {
      peer.getStats = async () => {
        received += 100;
        return new Map([["in", { type: "inbound-rtp", packetsReceived: received, packetsLost: received / 4 }]]);
      };
    }
    await settled(6000);
    expect(engine.view).toMatchObject({ network: { bars: 1, reason: "loss" }, modes: { audioOnly: false } });
    await settled(2000);
    expect(engine.view).toMatchObject({ modes: { audioOnly: true }, thinned: true });
    expect(said).toEqual(["thinned"]);
    expect(Object.keys(engine.view.incoming)).toEqual([`${anna.id}/camera/audio`]);
    engine.do({ audioOnly: false });
    await settled();
    expect(Object.keys(engine.view.incoming)).toContain(`${anna.id}/camera/video`);
  });

  it("that is good again gives them back by itself, unless the person did without them", async () => {
    const engine = await enter();
    engine.look([{ personId: anna.id, screen: false, width: 600 }]);
    await settled();
    let received = 0;
    let lost = 0;
    let isBad = true;
    for (const peer of FakePeer.open) {
      peer.getStats = async () => {
        received += 100;
        lost += isBad ? 40 : 0;
        return new Map([["in", { type: "inbound-rtp", packetsReceived: received, packetsLost: lost }]]);
      };
    }
    await settled(8000);
    expect(engine.view.thinned).toBe(true);
    isBad = false;
    await settled(30_000);
    expect(engine.view).toMatchObject({ modes: { audioOnly: false }, thinned: false });
    expect(said).toEqual(["thinned", "restored"]);
    expect(Object.keys(engine.view.incoming)).toContain(`${anna.id}/camera/video`);
    engine.do({ audioOnly: true });
    await settled(600_000);
    expect(engine.view.modes.audioOnly).toBe(true);
  });
});

describe("One's own screen", () => {
  it("goes as slides by wish, also one that is shared later, and as it was again", async () => {
    const engine = await enter();
    const rate = () => media.screen?.tracks[0]?.constraints.frameRate;
    engine.do({ slides: true });
    await engine.share();
    expect(rate()).toEqual({ ideal: 1, max: 1 });
    engine.do({ slides: false });
    expect(rate()).toEqual({ ideal: 10, max: 15 });
    engine.do({ slides: true });
    expect(rate()).toEqual({ ideal: 1, max: 1 });
  });
});

describe("A word that was lost on the way", () => {
  it("of what is sent: it is sent anew when nobody is told of it for a while", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled();
    FakePeer.open.find((peer) => peer.said.includes("answer"))?.become("connected");
    await settled(8000);
    expect(call.signalled("publish")).toHaveLength(1);
    await settled(5000);
    expect(joins().at(-1)).toMatchObject({ resume: false, microphone: true });
    expect(call.signalled("publish")).toHaveLength(2);
    FakePeer.open.find((peer) => peer.said.includes("answer"))?.become("connected");
    call.change(sonya.id, { sends: true });
    await settled(60_000);
    expect(call.signalled("publish")).toHaveLength(2);
  });

  it("of what was asked for in vain: it is asked for again", async () => {
    const engine = await enter();
    call.withheld = 1;
    engine.look([{ personId: anna.id, screen: false, width: 600 }]);
    await settled();
    expect(Object.keys(engine.view.incoming)).not.toContain(`${anna.id}/camera/video`);
    await settled(12_000);
    expect(Object.keys(engine.view.incoming)).toContain(`${anna.id}/camera/video`);
    const asked = call.signalled("subscribe").length;
    await settled(60_000);
    expect(call.signalled("subscribe")).toHaveLength(asked);
  });
});

describe("A note", () => {
  it("that one was muted switches the microphone off here", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled();
    call.note("muted");
    await settled();
    expect(engine.view.microphoneOn).toBe(false);
    const sender = FakePeer.open.find((peer) => peer.said.includes("answer"))?.transceivers[0]?.sender;
    expect(sender?.track).toBeNull();
    expect(said).toEqual(["muted"]);
  });

  it("that the camera was stopped closes it", async () => {
    const engine = await enter();
    await engine.setCamera(true);
    call.note("camera_stopped");
    expect(engine.view.cameraOn).toBe(false);
    expect(media.last("camera")?.readyState).toBe("ended");
  });

  it("that the screen was stopped closes it", async () => {
    const engine = await enter();
    await engine.share();
    call.note("share_stopped");
    expect(engine.view.screen).toBeNull();
    expect(media.screen?.tracks[0]?.readyState).toBe("ended");
  });

  it("that asks to unmute switches nothing on by itself", async () => {
    const engine = await enter();
    call.note("asked_to_unmute");
    expect(engine.view).toMatchObject({ asked: true, microphoneOn: false });
  });

  it.each(["elsewhere", "removed", "ended", "left_chat", "denied"] as const)("%s ends one's part", async (note) => {
    const engine = await enter();
    await engine.setCamera(true);
    call.note(note);
    expect(engine.view).toMatchObject({ phase: "over", over: note });
    expect(FakePeer.open).toEqual([]);
    expect(media.last("camera")?.readyState).toBe("ended");
  });

  it("that one is sent to the lobby lets go of media and waits", async () => {
    const engine = await enter();
    call.note("sent_to_lobby");
    expect(engine.view.phase).toBe("waiting");
    expect(FakePeer.open).toEqual([]);
  });
});
