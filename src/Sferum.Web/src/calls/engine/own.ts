import type { Kind } from "../media/devices";
import type { EngineParts, Entrance } from "./parts";

/** The person's own microphone and camera. A camera that is off is closed, so that its light is out; a microphone stays, for the word of somebody who is off. */
export class OwnDevices {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  #ids: Record<Kind, string>;

  constructor(
    private readonly parts: Pick<EngineParts, "openDevice">,
    entrance: Entrance,
    private readonly onLost: (kind: Kind) => void,
  ) {
    this.microphone = entrance.microphoneTrack;
    this.camera = entrance.cameraTrack;
    this.#ids = { microphone: entrance.microphoneId, camera: entrance.cameraId };
    if (this.microphone) this.#watch("microphone", this.microphone);
    if (this.camera) this.#watch("camera", this.camera);
  }

  /** The open device, opened if it is not. */
  async open(kind: Kind): Promise<MediaStreamTrack> {
    const known = this[kind];
    if (known && known.readyState !== "ended") return known;
    const track = await this.parts.openDevice(kind, this.#ids[kind]);
    this[kind] = track;
    this.#watch(kind, track);
    return track;
  }

  /** Another device from now on; the open one is closed. */
  choose(kind: Kind, deviceId: string): void {
    this.#ids[kind] = deviceId;
    this.close(kind);
  }

  close(kind: Kind): void {
    this[kind]?.stop();
    this[kind] = null;
  }

  closeAll(): void {
    this.close("microphone");
    this.close("camera");
  }

  /** Pulled out, or taken by the system. */
  #watch(kind: Kind, track: MediaStreamTrack): void {
    track.addEventListener("ended", () => {
      if (this[kind] !== track) return;
      this[kind] = null;
      this.onLost(kind);
    });
  }
}
