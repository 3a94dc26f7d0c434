import type { Peer } from "../media/peer";
import { isTooThin, type Network, networkOf, type Sample } from "../model/network";
import { LineStats } from "./stats";

const everyMs = 2000;
/** So many are remembered. */
const most = 10;

/** Looks every two seconds how media flows. */
export class LineWatch {
  readonly #stats = new LineStats();
  #seen: Network[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly peers: () => Peer[],
    private readonly onNetwork: (network: Network, isTooThin: boolean, sample: Sample) => void,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  /** What was seen before counts no more: something else is received from now on. */
  forget(): void {
    this.#seen = [];
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
    if (this.#timer === undefined) return;
    this.#seen = [...this.#seen, network].slice(-most);
    this.onNetwork(network, isTooThin(this.#seen), sample);
  }
}
