import { describe, expect, it } from "vitest";
import { call, enter, joins, setEngineScene, settled } from "../../testing/engineScene";
import { FakePeer } from "../../testing/fakeMedia";

setEngineScene();

describe("TURN credentials", () => {
  it("are had anew before they end, and open connections get them without beginning anew", async () => {
    call.ice = [{ urls: ["turn:127.0.0.1:3478"], username: "u", credential: "first", lastsMs: 7_200_000 }];
    const engine = await enter();
    await engine.setMicrophone(true);
    await engine.share();
    await settled();
    const open = FakePeer.open;
    expect(open).toHaveLength(3);
    call.ice = [{ urls: ["turn:127.0.0.1:3478"], username: "u", credential: "second", lastsMs: 7_200_000 }];
    await settled(80 * 60_000);
    expect(FakePeer.open).toEqual(open);
    for (const { configuration } of open)
      expect(configuration?.iceServers).toEqual([
        { urls: ["turn:127.0.0.1:3478"], username: "u", credential: "second" },
      ]);
    expect(joins()).toHaveLength(1);
  });
});

describe("What the server is told of media", () => {
  it("is how long coming in took, then what came, with lost ways", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    await settled(250);
    const [peer] = FakePeer.open;
    let received = 0;
    if (peer)
      peer.getStats = async () => {
        received += 40;
        return new Map([["in", { type: "inbound-rtp", packetsReceived: received, packetsLost: received / 40 }]]);
      };
    peer?.become("connected");
    expect(call.reports).toMatchObject([{ joinMs: 250, iceFailures: 0 }]);
    peer?.become("failed");
    await settled(30_000);
    expect(call.reports.at(-1)).toMatchObject({ iceFailures: 1, received: 600, lost: 15 });
    engine.leave();
    await settled(60_000);
    expect(call.reports).toHaveLength(2);
  });
});
