import type { Candidate, IceServer, Leg, Signal, SignalAnswer } from "../protocol";
import { Candidates } from "./candidates";
import { type MakePeer, type Peer, watchPeer } from "./peer";

/** How a leg speaks with the media server. */
export interface Wire {
  signal: (signal: Signal) => Promise<SignalAnswer>;
  trickle: (of: Leg, candidates: Candidate[]) => Promise<unknown>;
  makePeer: MakePeer;
  ice: () => IceServer[];
  /** A way to the media server was lost, or none was found. */
  failed: () => void;
}

/** Sizes of a simulcast go from the largest to the smallest, as the media server numbers them. */
const sizes: RTCRtpEncodingParameters[] = [
  { rid: "h", maxBitrate: 900_000 },
  { rid: "m", maxBitrate: 300_000, scaleResolutionDownBy: 2 },
  { rid: "l", maxBitrate: 100_000, scaleResolutionDownBy: 4 },
];

/** One connection that sends: camera and microphone, or the screen. Tracks come and go without another negotiation. */
export class Publisher {
  #peer: Peer | null = null;
  #candidates: Candidates | null = null;
  #unwatch: () => void = () => undefined;
  #audio: RTCRtpSender | null = null;
  #video: RTCRtpSender | null = null;
  #tracks: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null } = { audio: null, video: null };

  constructor(
    private readonly of: "publish" | "share",
    private readonly wire: Wire,
    private readonly onUp: () => void,
    private readonly onFailed: () => void,
  ) {}

  get isThere(): boolean {
    return this.#peer !== null;
  }

  get peer(): Peer | null {
    return this.#peer;
  }

  /** What is sent from now on; null sends nothing. */
  async put(kind: "audio" | "video", track: MediaStreamTrack | null): Promise<void> {
    this.#tracks[kind] = track;
    await (kind === "audio" ? this.#audio : this.#video)?.replaceTrack(track);
  }

  /** Opens the connection. */
  async start(): Promise<void> {
    this.stop();
    const peer = this.wire.makePeer(this.wire.ice());
    const candidates = new Candidates<Leg>(this.of, this.wire.trickle);
    this.#peer = peer;
    this.#candidates = candidates;
    this.#unwatch = watchPeer(peer, this.onUp, () => {
      this.wire.failed();
      this.onFailed();
    });
    peer.onicecandidate = candidates.found;
    const { audio, video } = this.#tracks;
    if (this.of === "publish") {
      this.#audio = peer.addTransceiver(audio ?? "audio", { direction: "sendonly" }).sender;
      const transceiver = peer.addTransceiver(video ?? "video", { direction: "sendonly", sendEncodings: sizes });
      preferVp8(transceiver);
      this.#video = transceiver.sender;
    } else {
      const transceiver = peer.addTransceiver(video ?? "video", { direction: "sendonly" });
      preferVp8(transceiver);
      this.#video = transceiver.sender;
    }
    await this.#negotiate(peer);
    // A track that was put while the offer was being made.
    await this.#audio?.replaceTrack(this.#tracks.audio);
    await this.#video?.replaceTrack(this.#tracks.video);
  }

  /** The network has changed: the same connection by another way. */
  async restart(): Promise<void> {
    if (!this.#peer) return;
    this.#peer.restartIce();
    await this.#negotiate(this.#peer);
  }

  stop(): void {
    this.#unwatch();
    this.#candidates?.stop();
    this.#peer?.close();
    this.#peer = null;
    this.#candidates = null;
    this.#audio = null;
    this.#video = null;
  }

  async #negotiate(peer: Peer): Promise<void> {
    await peer.setLocalDescription(await peer.createOffer());
    const { sdp } = await this.wire.signal({ kind: this.of, sdp: peer.localDescription?.sdp ?? "" });
    // Another one has taken its place meanwhile.
    if (peer !== this.#peer || !sdp) return;
    await peer.setRemoteDescription({ type: "answer", sdp });
    this.#candidates?.open();
  }
}

/** The layers are made by VP8 alone everywhere. */
function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = globalThis.RTCRtpSender?.getCapabilities?.("video")?.codecs;
  if (!codecs) return;
  const isVp8 = ({ mimeType }: { mimeType: string }) => mimeType.toLowerCase() === "video/vp8";
  transceiver.setCodecPreferences?.([...codecs.filter(isVp8), ...codecs.filter((codec) => !isVp8(codec))]);
}
