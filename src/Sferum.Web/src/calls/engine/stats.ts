import type { Peer } from "../media/peer";
import type { Sample } from "../model/network";

interface Counted {
  received: number;
  lost: number;
}

const none: Counted = { received: 0, lost: 0 };

interface Report {
  type: string;
  packetsReceived?: number;
  packetsLost?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
}

/** What the connections have counted since it was asked before. */
export class LineStats {
  #before: Counted = none;

  async sample(peers: Peer[]): Promise<Sample> {
    const reports: Report[] = [];
    for (const peer of peers) for (const report of (await peer.getStats()).values()) reports.push(report as Report);
    const inbound = reports.filter(({ type }) => type === "inbound-rtp");
    const sum = (of: (report: Report) => number | undefined) => inbound.reduce((all, one) => all + (of(one) ?? 0), 0);
    const now = { received: sum((one) => one.packetsReceived), lost: sum((one) => one.packetsLost) };
    const pair = reports.find(({ type, nominated }) => type === "candidate-pair" && nominated);
    const before = now.received < this.#before.received ? none : this.#before;
    this.#before = now;
    return {
      received: now.received - before.received,
      lost: Math.max(0, now.lost - before.lost),
      roundTripMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
      connected: peers.every(
        ({ connectionState }) => connectionState !== "failed" && connectionState !== "disconnected",
      ),
    };
  }
}
