import { difference, layerFor, streamKey } from "../model/streams";
import type { Leg, Stream } from "../protocol";
import { Candidates } from "./candidates";
import { type Peer, watchPeer } from "./peer";
import type { Wire } from "./publisher";

/** A stream that is wanted, by which connection of the person it comes, and how wide it is drawn. */
export interface Wanted {
  stream: Stream;
  number: number | null;
  width: number;
}

interface Given {
  stream: Stream;
  number: number | null;
  mid: string;
}

/** Most streams in one request. */
const mostAtOnce = 64;

/**
 * One connection by which everything of others comes in. There is never more than one negotiation at a time: what is wanted meanwhile is looked at
 * when it is over, so that many changes in a row become one.
 */
export class Subscriber {
  #peer: Peer | null = null;
  #candidates: Candidates | null = null;
  #unwatch: () => void = () => undefined;
  #wanted: Wanted[] = [];
  #given = new Map<string, Given>();
  readonly #streams = new Map<string, MediaStream>();
  readonly #layers = new Map<string, string>();
  /** Asked for and left out: they are not there yet. Asked for again when something else is told. */
  readonly #leftOut = new Set<string>();
  #restart = false;
  #busy = false;
  #again = false;
  /** Another one after each stop. */
  #life = 0;

  constructor(
    private readonly wire: Wire,
    private readonly onStreams: (incoming: Record<string, MediaStream>) => void,
    private readonly onUp: () => void,
    private readonly onFault: (error: unknown) => void,
  ) {}

  get peer(): Peer | null {
    return this.#peer;
  }

  /** What is wanted from now on. */
  want(wanted: Wanted[]): void {
    this.#wanted = wanted;
    this.#leftOut.clear();
    this.#look();
  }

  /** The network has changed: the same connection by another way. */
  restart(): void {
    this.#restart = this.#peer !== null;
    this.#look();
  }

  stop(): void {
    this.#life += 1;
    this.#unwatch();
    this.#candidates?.stop();
    this.#peer?.close();
    this.#peer = null;
    this.#candidates = null;
    this.#wanted = [];
    this.#given.clear();
    this.#streams.clear();
    this.#layers.clear();
    this.#restart = false;
    this.#busy = false;
    this.#again = false;
    this.onStreams({});
  }

  #look(): void {
    this.#again = true;
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    const life = this.#life;
    this.#busy = true;
    try {
      while (life === this.#life && this.#again) {
        this.#again = false;
        while (await this.#step(life));
        if (life === this.#life) await this.#chooseLayers();
      }
    } catch (error) {
      if (life === this.#life) this.onFault(error);
    } finally {
      // After a stop it is another run's.
      if (life === this.#life) this.#busy = false;
    }
  }

  /** One negotiation; false when there is nothing to ask for. */
  async #step(life: number): Promise<boolean> {
    const given = [...this.#given.values()].map(({ stream }) => stream);
    const wanted = this.#wanted
      .filter(({ stream }) => !this.#leftOut.has(streamKey(stream)))
      .filter((one) => !this.#isOver(one))
      .map(({ stream }) => stream);
    const numbers = new Map(this.#wanted.map(({ stream, number }) => [streamKey(stream), number]));
    const { add, remove } = difference(wanted, given);
    const restart = this.#restart;
    if (add.length === 0 && remove.length === 0 && !restart) return false;
    this.#restart = false;
    const asked = add.slice(0, mostAtOnce);
    const dropped = remove.slice(0, mostAtOnce - asked.length);
    const { sdp, streams } = await this.wire.signal({
      kind: "subscribe",
      add: asked,
      remove: dropped,
      ...(restart && { restart }),
    });
    // It was stopped while the server answered: what it said is of another time.
    if (life !== this.#life) return false;
    if (restart && !sdp) throw new Error("the server has no such connection any more");
    if (sdp) await this.#answer(sdp);
    if (life !== this.#life) return false;
    this.#take(streams ?? [], sdp != null, dropped, numbers);
    for (const stream of asked) if (!this.#given.has(streamKey(stream))) this.#leftOut.add(streamKey(stream));
    return true;
  }

  /** Given by a connection that the person has no more: it is taken off first, and then asked for anew. */
  #isOver({ stream, number }: Wanted): boolean {
    const given = this.#given.get(streamKey(stream));
    return given !== undefined && given.number !== number;
  }

  async #answer(sdp: string): Promise<void> {
    const peer = this.#peer ?? this.#open();
    await peer.setRemoteDescription({ type: "offer", sdp });
    await peer.setLocalDescription(await peer.createAnswer());
    if (peer !== this.#peer) return;
    await this.wire.signal({ kind: "answer", sdp: peer.localDescription?.sdp ?? "" });
    if (peer === this.#peer) this.#candidates?.open();
  }

  #open(): Peer {
    const peer = this.wire.makePeer(this.wire.ice());
    this.#peer = peer;
    this.#candidates = new Candidates<Leg>("subscribe", this.wire.trickle);
    peer.onicecandidate = this.#candidates.found;
    this.#unwatch = watchPeer(peer, this.onUp, () => {
      this.wire.failed();
      this.restart();
    });
    return peer;
  }

  #take(
    streams: { mid: string; stream: Stream }[],
    isWhole: boolean,
    removed: Stream[],
    numbers: ReadonlyMap<string, number | null>,
  ): void {
    for (const stream of removed) this.#given.delete(streamKey(stream));
    const numberAt = (key: string) => this.#given.get(key)?.number ?? numbers.get(key) ?? null;
    if (isWhole)
      this.#given = new Map(
        streams.map((one) => [streamKey(one.stream), { ...one, number: numberAt(streamKey(one.stream)) }]),
      );
    const tracks = new Map(this.#peer?.getTransceivers().map(({ mid, receiver }) => [mid, receiver.track]));
    const incoming: Record<string, MediaStream> = {};
    for (const [key, { mid }] of this.#given) {
      const track = tracks.get(mid);
      if (track) incoming[key] = this.#streamOf(key, track);
    }
    for (const key of this.#streams.keys()) if (!(key in incoming)) this.#streams.delete(key);
    for (const key of this.#layers.keys()) if (!this.#given.has(key)) this.#layers.delete(key);
    this.onStreams(incoming);
  }

  /** The same track stays in the same stream: what plays goes on without a blink. */
  #streamOf(key: string, track: MediaStreamTrack): MediaStream {
    const known = this.#streams.get(key);
    if (known?.getTracks()[0] === track) return known;
    const stream = new MediaStream([track]);
    this.#streams.set(key, stream);
    return stream;
  }

  async #chooseLayers(): Promise<void> {
    for (const { stream, width } of this.#wanted) {
      const key = streamKey(stream);
      const mid = this.#given.get(key)?.mid;
      if (!stream.video || stream.screen || mid === undefined) continue;
      const layer = layerFor(width);
      const chosen = `${mid}/${layer}`;
      if (this.#layers.get(key) === chosen) continue;
      this.#layers.set(key, chosen);
      // Where it is refused the picture comes as it is: it is asked for again with the next change.
      await this.wire.signal({ kind: "layer", mid, layer }).catch(() => this.#layers.delete(key));
    }
  }
}
