import { createStore, type StoreApi } from "zustand/vanilla";
import { withMine } from "../poll/mine";
import type { BoardPiece, CallNews, CallNote, CallRole, CallState } from "../protocol";
import { firstView, type View } from "./layout";
import { fine, type Network } from "./network";
import { heard, type Speaking, silence, without } from "./speaker";
import { allModes, type Modes } from "./streams";

/** Why one is no longer in. */
export type Over = "left" | "elsewhere" | "removed" | "ended" | "left_chat" | "denied" | "refused";

/** What ends one's part, of what one is told. */
export const finals: Partial<Record<CallNote, Over>> = {
  denied: "denied",
  removed: "removed",
  elsewhere: "elsewhere",
  ended: "ended",
  left_chat: "left_chat",
};

export interface Reaction {
  id: number;
  personId: string;
  emoji: string;
}

/** The session as one browser sees it. */
export interface CallView {
  phase: "joining" | "waiting" | "inside" | "over";
  over: Over | null;
  /** The server's words, where it refused. */
  why: string | null;
  chatId: string;
  callId: string;
  role: CallRole;
  state: CallState | null;
  speaking: Speaking;
  reactions: Reaction[];
  /** What was drawn on the board last. */
  drawn: BoardPiece | null;
  /** What comes in, by the name of its stream. */
  incoming: Record<string, MediaStream>;
  camera: MediaStream | null;
  screen: MediaStream | null;
  microphoneOn: boolean;
  cameraOn: boolean;
  /** The space bar holds the microphone open. */
  pushing: boolean;
  /** Whether one speaks into a microphone that is off. */
  unheard: boolean;
  /** Somebody who leads asks to switch the microphone on. */
  asked: boolean;
  /** By how much the device's clock is ahead of the server's, in milliseconds. */
  clockAhead: number;
  /** Whether one's own line to the server is there. */
  lineGone: boolean;
  media: "none" | "connecting" | "up";
  network: Network;
  modes: Modes;
  /** Pictures were switched off because of the line. */
  thinned: boolean;
  view: View;
}

export type CallStore = StoreApi<CallView>;

export const newCallStore = (chatId: string, callId: string): CallStore =>
  createStore<CallView>(() => ({
    phase: "joining",
    over: null,
    why: null,
    chatId,
    callId,
    role: "member",
    state: null,
    speaking: silence,
    reactions: [],
    drawn: null,
    incoming: {},
    camera: null,
    screen: null,
    microphoneOn: false,
    cameraOn: false,
    pushing: false,
    unheard: false,
    asked: false,
    clockAhead: 0,
    lineGone: false,
    media: "none",
    network: fine,
    modes: allModes,
    thinned: false,
    view: firstView,
  }));

/** The state as it comes, whole; an older one is nothing. */
export function withState(view: CallView, state: CallState, me: string): CallView {
  if (view.state && state.rev < view.state.rev) return view;
  const present = new Set(state.seats.map(({ personId }) => personId));
  const own = state.seats.find(({ personId }) => personId === me);
  return {
    ...view,
    state: withMine(view.state?.poll, state),
    role: own?.role ?? view.role,
    speaking: without(view.speaking, present),
  };
}

/** What is told besides the state and notes. */
export function withNews(view: CallView, { talking, reaction, board }: CallNews, now: number, id: number): CallView {
  if (board) return { ...view, drawn: board };
  if (talking) return { ...view, speaking: heard(view.speaking, talking, now) };
  if (reaction) return { ...view, reactions: [...view.reactions.slice(-19), { id, ...reaction }] };
  return view;
}

export const leads = (view: CallView): boolean => view.role !== "member";

/** Whether a lock holds for this person. */
export const isLocked = ({ role, state }: CallView, lock: "microphones" | "cameras" | "share"): boolean =>
  role === "member" && (state?.locks.includes(lock) ?? false);
