export type Kind = "microphone" | "camera";

/** Why a device is not there. */
export type DeviceFault = "denied" | "none" | "busy" | "insecure";

/** A microphone or a camera that could not be had. */
export class DeviceError extends Error {
  constructor(
    readonly kind: Kind,
    readonly fault: DeviceFault,
    cause?: unknown,
  ) {
    super(fault, { cause });
    this.name = "DeviceError";
  }
}

const picture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 } };
const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Opens a microphone or a camera; a device that has gone gives way to the browser's own choice. */
export async function openDevice(kind: Kind, deviceId: string): Promise<MediaStreamTrack> {
  const base = kind === "microphone" ? sound : picture;
  const wanted = (id: string) => ({ ...base, ...(id && { deviceId: { exact: id } }) });
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new DeviceError(kind, "insecure");
  const open = async (id: string) => {
    const stream = await devices.getUserMedia(kind === "microphone" ? { audio: wanted(id) } : { video: wanted(id) });
    const [track] = stream.getTracks();
    if (!track) throw new DeviceError(kind, "none");
    return track;
  };
  try {
    return await open(deviceId).catch((error: unknown) => {
      if (deviceId && isGone(error)) return open("");
      throw error;
    });
  } catch (error) {
    throw error instanceof DeviceError ? error : new DeviceError(kind, faultOf(error), error);
  }
}

const motion = { frameRate: { ideal: 10, max: 15 } };
const slides = { frameRate: { ideal: 1, max: 1 } };

/** How often a second a screen is taken: a picture a second is enough for slides, and a thin line carries it sharp. */
export const pace = (screen: MediaStreamTrack, asSlides: boolean): Promise<void> =>
  screen.applyConstraints(asSlides ? slides : motion).catch(() => undefined);

/** The person's screen or a window of it; null when nothing was chosen. */
export async function openScreen(): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: motion, audio: false });
  } catch {
    return null;
  }
}

export const canShare = (): boolean =>
  typeof (navigator.mediaDevices as MediaDevices | undefined)?.getDisplayMedia === "function";

/** Devices of each kind. Their names are there once one of the kind was opened. */
export async function listDevices(): Promise<Record<"audioinput" | "videoinput" | "audiooutput", MediaDeviceInfo[]>> {
  const all = (await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices().catch(() => [])) ?? [];
  const of = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind && device.deviceId !== "");
  return { audioinput: of("audioinput"), videoinput: of("videoinput"), audiooutput: of("audiooutput") };
}

function faultOf(error: unknown): DeviceFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return "busy";
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && (error.name === "OverconstrainedError" || error.name === "NotFoundError");
