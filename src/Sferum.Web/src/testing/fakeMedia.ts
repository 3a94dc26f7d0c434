import { vi } from "vitest";
import { browser } from "../calls/engine/enter";
import { DeviceError, type DeviceFault, type Kind } from "../calls/media/devices";
import type { Peer } from "../calls/media/peer";
import type { ProbePeer } from "../calls/media/probe";

/** A microphone's, a camera's or a stream's track, as far as the page looks at it. */
export class FakeTrack extends EventTarget {
  readyState: "live" | "ended" = "live";
  constraints: MediaTrackConstraints = {};
  constructor(
    readonly kind: "audio" | "video",
    readonly label = "",
  ) {
    super();
  }

  stop(): void {
    this.readyState = "ended";
  }

  async applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.constraints = constraints;
  }

  /** Pulled out, or stopped by the browser's own button. */
  breaks(): void {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
}

export class FakeStream {
  constructor(readonly tracks: FakeTrack[] = []) {}
  getTracks = () => this.tracks;
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
}

interface FakeSender {
  track: FakeTrack | null;
  replaceTrack: (track: FakeTrack | null) => Promise<void>;
}

interface FakeTransceiver {
  mid: string | null;
  sender: FakeSender;
  receiver: { track: FakeTrack };
}

/** A connection that negotiates nothing: an offer names its streams as "mid,mid", and there they are. */
export class FakePeer {
  static made: FakePeer[] = [];
  connectionState = "new";
  localDescription: { sdp: string } | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: unknown) => void) | null = null;
  restarts = 0;
  configuration: RTCConfiguration | null = null;
  readonly added: { candidate: string }[] = [];
  closed = false;
  readonly transceivers: FakeTransceiver[] = [];
  readonly said: string[] = [];

  constructor() {
    FakePeer.made.push(this);
  }

  addTransceiver(track: FakeTrack | string): FakeTransceiver {
    const kind = typeof track === "string" ? (track as "audio" | "video") : track.kind;
    const sender: FakeSender = {
      track: typeof track === "string" ? null : track,
      replaceTrack: async (next) => {
        sender.track = next;
      },
    };
    const made = { mid: null, sender, receiver: { track: new FakeTrack(kind) } };
    this.transceivers.push(made);
    return made;
  }

  getTransceivers = () => this.transceivers;
  createOffer = async () => ({ type: "offer", sdp: `offer of ${this.transceivers.length}` });
  createAnswer = async () => ({ type: "answer", sdp: "answer" });
  setLocalDescription = async (description: { sdp: string }) => {
    this.localDescription = description;
  };
  setRemoteDescription = async ({ type, sdp }: { type: string; sdp: string }) => {
    this.said.push(type);
    if (type !== "offer") return;
    for (const mid of sdp.split(",")) {
      if (this.transceivers.some((one) => one.mid === mid)) continue;
      const made = this.addTransceiver("video");
      made.mid = mid;
    }
  };
  addIceCandidate = async (candidate: { candidate: string }) => {
    this.added.push(candidate);
  };
  restartIce = () => {
    this.restarts += 1;
  };
  setConfiguration = (configuration: RTCConfiguration) => {
    this.configuration = configuration;
  };
  getStats = async (): Promise<Map<string, object>> => new Map();
  close = () => {
    this.closed = true;
  };

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  gathers(candidate: string | null): void {
    this.onicecandidate?.({ candidate: candidate && { candidate, sdpMid: "0", sdpMLineIndex: 0 } });
  }

  static get open(): FakePeer[] {
    return FakePeer.made.filter(({ closed }) => !closed);
  }
}

export const makeFakePeer = () => new FakePeer() as unknown as Peer;

/** The browser's side of media: devices as a test sets them. */
export class FakeMedia {
  /** Why a device is not there. */
  faults: Partial<Record<Kind, DeviceFault>> = {};
  readonly opened: { kind: Kind; deviceId: string; track: FakeTrack }[] = [];
  screen: FakeStream | null = null;
  /** How TURN servers are reached; null: not at all. */
  way: "udp" | "tls" | null = "udp";

  constructor() {
    FakePeer.made = [];
    vi.stubGlobal("MediaStream", FakeStream);
    vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue();
    Object.assign(browser, {
      makePeer: makeFakePeer,
      openDevice: this.openDevice,
      openScreen: async () => {
        this.screen = new FakeStream([new FakeTrack("video", "screen")]);
        return this.screen;
      },
      random: () => 0.5,
      probePeer: () => this.#probePeer(),
    });
  }

  openDevice = async (kind: Kind, deviceId: string): Promise<MediaStreamTrack> => {
    const fault = this.faults[kind];
    if (fault) throw new DeviceError(kind, fault);
    const track = new FakeTrack(kind === "microphone" ? "audio" : "video", kind);
    this.opened.push({ kind, deviceId, track });
    return track as unknown as MediaStreamTrack;
  };

  #probePeer(): ProbePeer {
    const found = this.way && { candidate: "candidate:1", type: "relay", relayProtocol: this.way };
    const peer = {
      onicecandidate: null as ((event: { candidate: object | null }) => void) | null,
      createDataChannel: () => ({}),
      createOffer: async () => ({ type: "offer", sdp: "" }),
      setLocalDescription: async () => {
        if (found) peer.onicecandidate?.({ candidate: found });
        peer.onicecandidate?.({ candidate: null });
      },
      close: () => undefined,
    };
    return peer as unknown as ProbePeer;
  }

  last(kind: Kind): FakeTrack | undefined {
    return this.opened.findLast((one) => one.kind === kind)?.track;
  }
}
