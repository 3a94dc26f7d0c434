import { type Kind, pace } from "../media/devices";
import type { CallStore } from "../model/store";
import type { CallMedia } from "./callMedia";
import { OwnDevices } from "./own";
import type { EngineParts, Entrance } from "./parts";

/** What of this browser is sent: microphone, camera and screen, and what the store shows of them. The server is told by others. */
export class OwnMedia {
  readonly #devices: OwnDevices;
  /** What was asked for last, while a device is being opened. */
  readonly #wants: Record<Kind, boolean> = { microphone: false, camera: false };

  constructor(
    private readonly parts: EngineParts,
    private readonly store: CallStore,
    private readonly media: CallMedia,
    entrance: Entrance,
    onLost: (kind: Kind) => void,
  ) {
    this.#devices = new OwnDevices(parts, entrance, onLost);
    store.setState({ microphoneOn: entrance.microphone, cameraOn: entrance.camera });
    store.subscribe(({ modes, screen }, before) => {
      if (modes.slides !== before.modes.slides || screen !== before.screen)
        for (const track of screen?.getVideoTracks() ?? []) void pace(track, modes.slides);
    });
    if (entrance.microphone && this.microphone) void media.put("audio", this.microphone);
    if (entrance.camera && this.#devices.camera) this.#show(this.#devices.camera);
  }

  /** The open microphone, also while it is off. */
  get microphone(): MediaStreamTrack | null {
    return this.#devices.microphone;
  }

  /** False when it was switched back while the browser asked. */
  async turn(kind: Kind, on: boolean): Promise<boolean> {
    this.#wants[kind] = on;
    if (!on) {
      this.off(kind);
      return true;
    }
    const track = await this.#devices.open(kind);
    if (!this.#wants[kind]) {
      if (kind === "camera") this.#devices.close(kind);
      return false;
    }
    if (kind === "microphone") await this.media.put("audio", track);
    else this.#show(track);
    this.store.setState(kind === "microphone" ? { microphoneOn: true } : { cameraOn: true });
    return true;
  }

  off(kind: Kind): void {
    this.#wants[kind] = false;
    if (kind === "microphone") {
      void this.media.put("audio", null);
      this.store.setState({ microphoneOn: false, pushing: false });
    } else {
      void this.media.put("video", null);
      this.#devices.close("camera");
      this.store.setState({ cameraOn: false, camera: null });
    }
  }

  /** Another device; one that is in use is exchanged at once. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    const { microphoneOn, cameraOn } = this.store.getState();
    this.#devices.choose(kind, deviceId);
    if (kind === "microphone" ? microphoneOn : cameraOn) await this.turn(kind, true);
  }

  /** False when nothing was chosen. */
  async share(onEnded: () => void): Promise<boolean> {
    const screen = await this.parts.openScreen();
    const [track] = screen?.getVideoTracks() ?? [];
    if (!screen || !track) return false;
    track.addEventListener("ended", onEnded);
    await this.media.putScreen(track);
    this.store.setState({ screen });
    return true;
  }

  closeScreen(): void {
    for (const track of this.store.getState().screen?.getTracks() ?? []) track.stop();
    this.media.stopSharing();
    this.store.setState({ screen: null });
  }

  stop(): void {
    this.off("microphone");
    this.off("camera");
    this.closeScreen();
    this.#devices.closeAll();
  }

  #show(track: MediaStreamTrack): void {
    this.store.setState({ camera: new MediaStream([track]) });
    void this.media.put("video", track);
  }
}
