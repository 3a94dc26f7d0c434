import type { Peer } from "../media/peer";
import { type Network, networkOf, type Sample } from "../model/network";
import { LineStats } from "./stats";

const everyMs = 2000;

/** Looks every two seconds how media flows. */
export class LineWatch {
  readonly #stats = new LineStats();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly peers: () => Peer[],
    private readonly onNetwork: (network: Network, sample: Sample) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    const peers = this.peers();
    if (peers.length === 0) return;
    const sample = await this.#stats.sample(peers);
    const network = networkOf(sample);
    if (this.#timer !== undefined) this.onNetwork(network, sample);
  }
}
