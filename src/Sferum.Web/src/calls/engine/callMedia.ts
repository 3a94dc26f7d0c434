import { DirectMedia } from "../direct/directMedia";
import { configurationOf } from "../media/peer";
import { Publisher, type Wire } from "../media/publisher";
import { Subscriber, type Wanted } from "../media/subscriber";
import type { IceServer } from "../protocol";

/** What a session hears of its three connections. */
export interface MediaEvents {
  incoming: (streams: Record<string, MediaStream>) => void;
  up: () => void;
  /** A negotiation did not succeed: nobody knows what the server has. */
  fault: (error: unknown) => void;
  /** Whether the server still has what this browser sends, as far as it has told. */
  serverHas: (of: "publish" | "share") => boolean;
}

/** The three connections to the media server: one sends, one sends the screen, one receives. Without one: that with the other browser. All of one epoch. */
export class CallMedia {
  readonly direct: DirectMedia;
  readonly #publisher: Publisher;
  readonly #sharer: Publisher;
  readonly #subscriber: Subscriber;
  /** Which start of each is under way: what another one says is of no interest any more. */
  readonly #starting = new Map<Publisher, object>();

  constructor(
    wire: Wire,
    private readonly events: MediaEvents,
  ) {
    this.direct = new DirectMedia(wire, events);
    this.#publisher = new Publisher("publish", wire, events.up, () => this.#failed("publish"));
    this.#sharer = new Publisher("share", wire, events.up, () => this.#failed("share"));
    this.#subscriber = new Subscriber(wire, events.incoming, events.up, events.fault);
  }

  get peers() {
    return [this.#publisher.peer, this.#subscriber.peer, this.direct.peer].flatMap((peer) => peer ?? []);
  }

  /** Whether the way by which camera and microphone go is there. */
  get isSending(): boolean {
    return this.#publisher.peer?.connectionState === "connected";
  }

  /** Other credentials: by them what is open finds another way, when it has to. */
  configure(ice: IceServer[]): void {
    for (const peer of [...this.peers, this.#sharer.peer]) peer?.setConfiguration(configurationOf(ice));
  }

  async put(kind: "audio" | "video", track: MediaStreamTrack | null): Promise<void> {
    await Promise.all([this.#publisher.put(kind, track), this.direct.put(kind, track)]);
  }

  putScreen(track: MediaStreamTrack | null): Promise<void> {
    return this.#sharer.put("video", track);
  }

  /** Brings the connections to what is wanted now. */
  drive(sends: boolean, shares: boolean, wanted: Wanted[]): void {
    if (sends) this.#start(this.#publisher);
    if (shares) this.#start(this.#sharer);
    this.#subscriber.want(wanted);
  }

  stopSharing(): void {
    this.#starting.delete(this.#sharer);
    this.#sharer.stop();
  }

  stop(): void {
    this.#starting.clear();
    this.#publisher.stop();
    this.#sharer.stop();
    this.#subscriber.stop();
    this.direct.stop();
  }

  /** Once: until it is stopped it is kept. */
  #start(publisher: Publisher): void {
    if (publisher.isThere || this.#starting.has(publisher)) return;
    const start = {};
    this.#starting.set(publisher, start);
    const isLast = () => this.#starting.get(publisher) === start;
    publisher.start().then(
      () => isLast() && this.#starting.delete(publisher),
      (error: unknown) => {
        if (!isLast()) return;
        this.#starting.delete(publisher);
        publisher.stop();
        this.events.fault(error);
      },
    );
  }

  #failed(of: "publish" | "share"): void {
    const publisher = of === "publish" ? this.#publisher : this.#sharer;
    if (this.events.serverHas(of)) {
      publisher.restart().catch((error: unknown) => this.events.fault(error));
    } else {
      publisher.stop();
      this.#start(publisher);
    }
  }
}
