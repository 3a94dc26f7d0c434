import type { Connection } from "../../live/connection";
import type { Kind } from "../media/devices";
import type { MakePeer } from "../media/peer";
import type { CallNews } from "../protocol";

/** What the line to the server tells whoever takes part in a session. */
export interface CallListener {
  news: (news: CallNews) => void;
  /** The line is another one than before, or there again: what belongs to it is to be said again. */
  lineBack: () => void;
  lineGone: () => void;
  /** Something may have been missed. */
  fellBehind: () => void;
}

/** What a session needs of the browser and of the page around it. */
export interface EngineParts {
  me: string;
  chatId: string;
  callId: string;
  connection: Pick<Connection, "call" | "line">;
  makePeer: MakePeer;
  openDevice: (kind: Kind, deviceId: string) => Promise<MediaStreamTrack>;
  openScreen: () => Promise<MediaStream | null>;
  random: () => number;
}

/** What the person chose before coming in, with the devices that are open already. */
export interface Entrance {
  microphone: boolean;
  camera: boolean;
  microphoneTrack: MediaStreamTrack | null;
  cameraTrack: MediaStreamTrack | null;
  microphoneId: string;
  cameraId: string;
}

/** Something that has just happened and is said in a word. */
export type Said =
  | "muted"
  | "camera_stopped"
  | "share_stopped"
  | "asked_to_unmute"
  | "admitted"
  | "thinned"
  | "restored"
  | "microphone_lost"
  | "camera_lost";
