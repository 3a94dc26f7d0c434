import { Candidates } from "../media/candidates";
import { type Peer, watchPeer } from "../media/peer";
import type { Wire } from "../media/publisher";
import { streamKey } from "../model/streams";
import type { CallState, Candidate, DirectWord } from "../protocol";

/** So long two browsers may look for a way to each other. */
const slowMs = 15_000;
/** Most words that wait for an epoch of which this browser has not heard yet. */
const mostWords = 100;

interface DirectEvents {
  incoming: (streams: Record<string, MediaStream>) => void;
  up: () => void;
  fault: (error: unknown) => void;
}

/**
 * The one connection with the other browser, where there is no media server. Of the two, the one with the smaller id offers. Microphone and camera come
 * and go without another negotiation. Whatever fails is begun anew by coming in again, which is another epoch.
 */
export class DirectMedia {
  #peer: Peer | null = null;
  #candidates: Candidates<"direct_candidate"> | null = null;
  #unwatch: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #epoch = -1;
  #other: string | null = null;
  #words: DirectWord[] = [];
  #early: Candidate[] = [];
  #isDescribed = false;
  #heard: Promise<void> = Promise.resolve();
  readonly #tracks: Record<"audio" | "video", MediaStreamTrack | null> = { audio: null, video: null };

  constructor(
    private readonly wire: Pick<Wire, "signal" | "makePeer" | "ice">,
    private readonly events: DirectEvents,
  ) {}

  get peer(): Peer | null {
    return this.#peer;
  }

  /** What is sent from now on; null sends nothing. */
  async put(kind: "audio" | "video", track: MediaStreamTrack | null): Promise<void> {
    this.#tracks[kind] = track;
    await this.#send(this.#peer, kind);
  }

  /** Connects with whoever else is in. */
  drive({ epoch, seats }: CallState, me: string): void {
    const other = seats.find(({ personId }) => personId !== me);
    if (epoch === this.#epoch && (other?.personId ?? null) === this.#other) return;
    // Whose line is away would not hear; what is connected already goes on.
    if (other?.away) return;
    this.stop();
    this.#epoch = epoch;
    this.#other = other?.personId ?? null;
    if (!this.#other) return;
    const peer = this.#open();
    if (me < this.#other) this.#offer(peer).catch((error: unknown) => this.#fail(peer, error));
    else this.#listen();
  }

  /** The other browser says something; what belongs to a later epoch waits for it. */
  hear(word: DirectWord): void {
    this.#words = [...this.#words.slice(1 - mostWords), word];
    this.#listen();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#candidates?.stop();
    const peer = this.#peer;
    this.#peer = null;
    this.#candidates = null;
    this.#epoch = -1;
    this.#other = null;
    this.#early = [];
    this.#isDescribed = false;
    if (!peer) return;
    peer.close();
    this.events.incoming({});
  }

  #open(): Peer {
    const peer = this.wire.makePeer(this.wire.ice());
    this.#peer = peer;
    this.#candidates = new Candidates("direct_candidate", (kind, candidates) => this.wire.signal({ kind, candidates }));
    peer.onicecandidate = this.#candidates.found;
    const fail = () => this.#fail(peer, new Error("the browsers found no way to each other"));
    this.#timer = setTimeout(fail, slowMs);
    const up = () => {
      clearTimeout(this.#timer);
      this.events.up();
    };
    this.#unwatch = watchPeer(peer, up, fail);
    return peer;
  }

  async #offer(peer: Peer): Promise<void> {
    for (const kind of ["audio", "video"] as const)
      peer.addTransceiver(this.#tracks[kind] ?? kind, { direction: "sendrecv" });
    await peer.setLocalDescription(await peer.createOffer());
    await this.#say(peer, "direct_offer");
  }

  async #answer(peer: Peer): Promise<void> {
    for (const transceiver of peer.getTransceivers()) transceiver.direction = "sendrecv";
    await this.#send(peer, "audio");
    await this.#send(peer, "video");
    await peer.setLocalDescription(await peer.createAnswer());
    await this.#say(peer, "direct_answer");
  }

  async #say(peer: Peer, kind: "direct_offer" | "direct_answer"): Promise<void> {
    await this.wire.signal({ kind, sdp: peer.localDescription?.sdp ?? "" });
    if (peer === this.#peer) this.#candidates?.open();
  }

  async #send(peer: Peer | null, kind: "audio" | "video"): Promise<void> {
    const sends = peer?.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
    await sends?.replaceTrack(this.#tracks[kind]);
  }

  /** One after another, in the order in which they were said. */
  #listen(): void {
    const peer = this.#peer;
    if (!peer) return;
    const words = this.#words.filter(({ epoch, personId }) => epoch === this.#epoch && personId === this.#other);
    this.#words = this.#words.filter(({ epoch }) => epoch > this.#epoch);
    for (const word of words)
      this.#heard = this.#heard
        .then(() => (peer === this.#peer ? this.#obey(peer, word) : undefined))
        .catch((error: unknown) => this.#fail(peer, error));
  }

  async #obey(peer: Peer, { kind, sdp, candidates }: DirectWord): Promise<void> {
    if (kind === "direct_candidate") {
      this.#early.push(...(candidates ?? []));
    } else {
      await peer.setRemoteDescription({ type: kind === "direct_offer" ? "offer" : "answer", sdp: sdp ?? "" });
      if (peer !== this.#peer) return;
      this.#isDescribed = true;
      if (kind === "direct_offer") await this.#answer(peer);
      if (peer === this.#peer) this.#show(peer);
    }
    if (this.#isDescribed) await this.#addCandidates(peer);
  }

  async #addCandidates(peer: Peer): Promise<void> {
    for (const { candidate, mid, lineIndex } of this.#early.splice(0))
      if (candidate) await peer.addIceCandidate({ candidate, sdpMid: mid, sdpMLineIndex: lineIndex });
  }

  #show(peer: Peer): void {
    const personId = this.#other;
    if (!personId) return;
    const named = peer.getTransceivers().map(({ receiver: { track } }): [string, MediaStream] => {
      const key = streamKey({ personId, screen: false, video: track.kind === "video" });
      return [key, new MediaStream([track])];
    });
    this.events.incoming(Object.fromEntries(named));
  }

  #fail(peer: Peer, error: unknown): void {
    if (peer === this.#peer) this.events.fault(error);
  }
}
