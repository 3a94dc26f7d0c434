// As in src/Sferum.Protocol/Calls. Times are Unix milliseconds, ids are strings.

export interface RunningCall {
  callId: string;
  title: string;
  startedAt: number;
  /** Whether it keeps members from writing in the chat now. */
  held: boolean;
}

export type CallRole = "leader" | "co_leader" | "member";
export type Lock = "microphones" | "cameras" | "chat" | "share" | "draw";

export interface Seat {
  personId: string;
  name: string;
  role: CallRole;
  since: number;
  /** True while the line is gone and the seat kept. */
  away?: boolean | null;
  microphone: boolean;
  camera: boolean;
  /** Whether camera and microphone can be subscribed to. */
  sends: boolean;
  /** Whether the screen can be subscribed to. */
  shares: boolean;
  /** The group, from 1; none: with all. */
  group?: number | null;
  /** How often the person went from one group to another. */
  moves?: number | null;
  /** Whether the person can be made a helper; only for those who lead. */
  mayHelp?: boolean | null;
  /** Another number for each connection by which camera and microphone come: what was subscribed to on a former one brings nothing. */
  sendsAs?: number | null;
  /** As `sendsAs`, of the screen. */
  sharesAs?: number | null;
}

/** While groups are open people see and hear only those of their own. */
export interface Groups {
  count: number;
  /** Whether people are in them now; otherwise they are prepared. */
  open: boolean;
  /** When all are called back; none: when whoever leads does it. */
  endsAt?: number | null;
  message?: { text: string; at: number } | null;
}

/** A quick poll: counts, never names. */
export interface CallPoll {
  number: number;
  question: string;
  options: string[];
  closed: boolean;
  /** Whether all see how it stands while it is open. */
  shown: boolean;
  answered: number;
  counts?: number[] | null;
  /** One's own answer; told only to oneself. */
  mine?: number | null;
}

/** The board, without what is on it. */
export interface BoardState {
  /** Counts the boards of the session: an emptied one is another. */
  number: number;
  /** Whether members draw too; otherwise only those who lead. */
  all: boolean;
  /** The picture under the drawing, a file. */
  picture?: string | null;
  /** In another life revisions count anew, and the last moments may be lost. */
  life: number;
  rev: number;
}

/** A piece of the board: what was drawn after a revision, each element as JSON. */
export interface BoardPiece {
  board: number;
  life: number;
  from: number;
  rev: number;
  more: boolean;
  elements: string[];
}

export interface CallState {
  callId: string;
  /** Grows with each change: a smaller one is older. */
  rev: number;
  chatId: string;
  title: string;
  startedAt: number;
  endedAt?: number | null;
  /** Of which epoch signalling has to be. */
  epoch: number;
  hasMedia: boolean;
  locks: Lock[];
  lobby: boolean;
  closed: boolean;
  /** When it ends unless somebody who leads comes back. */
  endsAt?: number | null;
  seats: Seat[];
  hands: string[];
  /** Who waits; only for those who lead. */
  waiting?: Seat[] | null;
  groups?: Groups | null;
  poll?: CallPoll | null;
  /** Without a media server, in the demonstration: two browsers are connected with each other. */
  direct?: boolean | null;
  /** Who is in the foreground for all. */
  spotlight?: string | null;
  /** None while it is not open. */
  board?: BoardState | null;
  /** The server's time when this was told: the device's own may be wrong. */
  now?: number | null;
}

export type CallNote =
  | "admitted"
  | "denied"
  | "sent_to_lobby"
  | "removed"
  | "muted"
  | "asked_to_unmute"
  | "camera_stopped"
  | "share_stopped"
  | "elsewhere"
  | "ended"
  | "left_chat";

export interface CallNews {
  callId: string;
  state?: CallState | null;
  note?: CallNote | null;
  reaction?: { personId: string; emoji: string } | null;
  talking?: string[] | null;
  direct?: DirectWord | null;
  board?: BoardPiece | null;
}

/** What one browser says to the other. */
export interface DirectWord {
  personId: string;
  epoch: number;
  kind: "direct_offer" | "direct_answer" | "direct_candidate";
  sdp?: string | null;
  candidates?: Candidate[] | null;
}

export interface IceServer {
  urls: string[];
  username?: string | null;
  credential?: string | null;
  /** For how long the credentials are good. */
  lastsMs?: number | null;
}

/** How media goes in one browser since it was told before. */
export interface CallReport {
  /** How long it took from coming in until media flowed. */
  joinMs?: number;
  iceFailures: number;
  received: number;
  lost: number;
}

export interface CallStarted {
  callId: string;
}

export interface CallJoined {
  place: "inside" | "waiting";
  role: CallRole;
  state?: CallState | null;
  ice: IceServer[];
}

export interface SeatChange {
  microphone?: boolean;
  camera?: boolean;
  hand?: boolean;
  reaction?: string;
  answer?: { poll: number; option: number };
}

export type LeadAct =
  | "admit"
  | "deny"
  | "send_to_lobby"
  | "remove"
  | "block"
  | "mute"
  | "ask_to_unmute"
  | "stop_camera"
  | "stop_share"
  | "lower_hand"
  | "lock"
  | "lobby"
  | "close"
  | "co_lead"
  | "end"
  | "prepare_groups"
  | "move_to_group"
  | "open_groups"
  | "tell_groups"
  | "ask_poll"
  | "show_poll"
  | "close_poll"
  | "spotlight"
  | "open_board"
  | "clear_board"
  | "show_picture";

export interface Lead {
  act: LeadAct;
  /** Null where it is about all. */
  personId?: string;
  on?: boolean;
  locks?: Lock[];
  groups?: { count?: number; random?: boolean; group?: number; minutes?: number; text?: string };
  poll?: { question: string; options: string[] };
  board?: { picture: string | null };
}

/** A stream of somebody: the screen instead of the camera and microphone; the picture, otherwise the sound. */
export interface Stream {
  personId: string;
  screen: boolean;
  video: boolean;
}

export interface Candidate {
  /** Null: there are no more. */
  candidate: string | null;
  mid: string | null;
  lineIndex: number | null;
}

/** Which of the three connections to the media server. */
export type Leg = "publish" | "share" | "subscribe";

export interface Signal {
  kind: "publish" | "share" | "stop_share" | "subscribe" | "answer" | "candidate" | "layer" | DirectWord["kind"];
  sdp?: string;
  add?: Stream[];
  remove?: Stream[];
  restart?: boolean;
  candidates?: Candidate[];
  of?: Leg;
  mid?: string;
  layer?: number;
}

export interface SignalAnswer {
  sdp?: string | null;
  streams?: { mid: string; stream: Stream }[] | null;
}

export interface CallRecord {
  callId: string;
  title: string;
  startedBy?: string | null;
  startedAt: number;
  endedAt?: number | null;
  attended: number;
}

export interface Attendee {
  personId: string;
  name: string;
  role: string;
  status: "present" | "late" | "absent";
  minutes: number;
  stays: { from: number; to?: number | null }[];
}

export interface Attendance {
  call: CallRecord;
  lateAfter: number;
  people: Attendee[];
}

/** What is asked about a session one is in, besides signalling. */
export type CallMethod = "LeaveCall" | "CallNow" | "SetSeat" | "LeadCall" | "IceServers" | "ReportCall";
