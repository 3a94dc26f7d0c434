import { LineLost, Refused } from "../../live/protocol";
import { here } from "../groups/here";
import type { Kind } from "../media/devices";
import { talkedLast } from "../model/speaker";
import { type CallStore, type CallView, finals, newCallStore, type Over, withState } from "../model/store";
import { type Look, type Modes, numberOf, streamKey, wantedStreams } from "../model/streams";
import { Thinning } from "../model/thinning";
import { answered } from "../poll/mine";
import type {
  CallJoined,
  CallMethod,
  CallNews,
  CallNote,
  CallState,
  IceServer,
  Lead,
  SeatChange,
  Signal,
  SignalAnswer,
} from "../protocol";
import { Beginnings } from "./beginnings";
import { CallMedia } from "./callMedia";
import { IceKeeper } from "./iceKeeper";
import { LineWatch } from "./lineWatch";
import { OwnMedia } from "./ownMedia";
import type { CallListener, EngineParts, Entrance, Said } from "./parts";
import { Passing } from "./passing";
import { Report } from "./report";
import { Seating } from "./seating";
import { Upkeep } from "./upkeep";

/** One browser's part in a session: what it is told and tells. The seat, media and the own devices have parts of their own. It outlives the pages that show it. */
export class CallEngine implements CallListener {
  readonly store: CallStore;
  /** Told what is to be said in a word. */
  onSaid: (what: Said) => void = () => undefined;
  readonly #seating: Seating;
  readonly #media: CallMedia;
  readonly #own: OwnMedia;
  readonly #watch: LineWatch;
  #looks: Look[] = [];
  /** Whose sound is subscribed to. */
  #sounds: ReadonlySet<string> = new Set();
  readonly #ice: IceKeeper;
  readonly #beginnings: Beginnings;
  readonly #passing: Passing;
  readonly #report: Report;
  readonly #thinning = new Thinning();
  readonly #upkeep = new Upkeep({ askAgain: () => this.#drive(), unknown: () => this.#fault(null) });

  constructor(
    readonly parts: EngineParts,
    entrance: Entrance,
  ) {
    this.store = newCallStore(parts.chatId, parts.callId);
    this.#seating = new Seating(parts, {
      shows: () => ({ microphone: this.view.microphoneOn, camera: this.view.cameraOn }),
      came: this.#came,
      refused: ({ code, message }) => this.#end(code === "call.ended" ? "ended" : "refused", message),
      isOver: () => this.view.phase === "over",
    });
    this.#ice = new IceKeeper({
      ask: async () => (await this.#call<{ ice: IceServer[] }>("IceServers", {})).ice,
      given: (servers) => this.#media.configure(servers),
    });
    this.#report = new Report((report) => this.#call("ReportCall", report));
    this.#passing = new Passing(this.store);
    this.#media = new CallMedia(
      {
        signal: this.#signal,
        trickle: (of, candidates) => this.#signal({ kind: "candidate", of, candidates }),
        makePeer: parts.makePeer,
        ice: () => this.#ice.servers,
        failed: () => this.#report.failed(),
      },
      {
        incoming: (incoming) => this.#set({ incoming }),
        up: () => {
          this.#seating.succeed();
          this.#set({ media: "up" });
          this.#report.up();
        },
        fault: this.#fault,
        serverHas: (of) => (of === "publish" ? this.#seat?.sends : this.#seat?.shares) ?? false,
      },
    );
    this.#own = new OwnMedia(parts, this.store, this.#media, entrance, (kind) => this.#deviceLost(kind));
    this.#beginnings = new Beginnings(parts.me, { over: this.#giveUp, begin: this.#begin, random: parts.random });
    this.#watch = new LineWatch(
      () => this.#media.peers,
      (network, sample) => {
        this.#report.count(sample);
        this.#set({ network });
        this.#thin(network);
        this.#upkeep.look(this.#media.isSending, this.#seat?.sends ?? false);
      },
    );
  }

  get view(): CallView {
    return this.store.getState();
  }

  /** Comes in, now or when there is a line. */
  start(): void {
    this.#watch.start();
    this.#passing.start();
    this.#report.begin();
    if (this.parts.connection.line.phase === "live") void this.#seating.comeIn();
    else this.lineGone();
  }

  news = (news: CallNews): void => {
    if (news.callId !== this.parts.callId || this.view.phase === "over") return;
    if (news.state) this.#take(news.state);
    if (news.note) this.#noted(news.note);
    if (news.direct) this.#media.direct.hear(news.direct);
    if (news.reaction) this.#passing.reacted(news);
    if (news.talking || news.board) {
      this.#passing.talked(news);
      this.#drive();
    }
  };

  lineGone = (): void => {
    this.#seating.lose();
    if (this.view.phase !== "over") this.#set({ lineGone: true });
  };

  lineBack = (): void => {
    this.#seating.lose();
    if (this.view.phase !== "over") void this.#seating.comeIn();
  };

  fellBehind = (): void => {
    if (!this.#seating.isIn) return;
    this.#call<CallState>("CallNow", {})
      .then((state) => this.#take(state))
      .catch(() => undefined);
  };

  /** Goes; the session goes on. */
  leave(): void {
    if (this.view.phase === "over") return;
    this.#call("LeaveCall", {}).catch(() => undefined);
    this.#end("left");
  }

  async setMicrophone(on: boolean): Promise<void> {
    if (!(await this.#own.turn("microphone", on))) return;
    this.#set({ asked: false, unheard: false });
    await this.#tellSeat({ microphone: on });
  }

  async setCamera(on: boolean): Promise<void> {
    if (await this.#own.turn("camera", on)) await this.#tellSeat({ camera: on });
  }

  /** The space bar: the microphone is open for as long as it is held. */
  async push(down: boolean): Promise<void> {
    const { pushing, microphoneOn } = this.view;
    if (down === pushing || (down && microphoneOn)) return;
    this.#set({ pushing: down });
    await this.setMicrophone(down);
  }

  async share(): Promise<void> {
    if (await this.#own.share(() => this.stopSharing())) this.#drive();
  }

  stopSharing(): void {
    if (!this.view.screen) return;
    this.#own.closeScreen();
    this.#signal({ kind: "stop_share" }).catch(() => undefined);
  }

  raiseHand(up: boolean): Promise<void> {
    return this.#call("SetSeat", { hand: up } satisfies SeatChange);
  }

  react(emoji: string): Promise<void> {
    return this.#call("SetSeat", { reaction: emoji } satisfies SeatChange);
  }

  async answer(poll: number, option: number): Promise<void> {
    await this.#call("SetSeat", { answer: { poll, option } } satisfies SeatChange);
    if (this.view.state) this.#set({ state: answered(this.view.state, poll, option) });
  }

  lead(act: Lead): Promise<void> {
    return this.#call("LeadCall", act);
  }

  /** Another microphone or camera, without leaving. One that can't be had leaves the kind switched off. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    try {
      await this.#own.choose(kind, deviceId);
    } catch (error) {
      await this.#turnOff(kind);
      throw error;
    }
  }

  /** What is on the screen now, the most important first. */
  look(looks: Look[]): void {
    this.#looks = looks;
    this.#drive();
  }

  /** What is done without. */
  do(modes: Partial<Modes>): void {
    this.#thinning.forget();
    this.#set({ modes: { ...this.view.modes, ...modes }, thinned: false });
    this.#drive();
  }

  see(view: Partial<CallView["view"]>): void {
    this.#set({ view: { ...this.view.view, ...view } });
  }

  dismissAsked(): void {
    this.#set({ asked: false });
  }

  /** The own microphone, for its level. */
  get microphone(): MediaStreamTrack | null {
    return this.#own.microphone;
  }

  setUnheard(unheard: boolean): void {
    if (unheard !== this.view.unheard) this.#set({ unheard });
  }

  get #seat() {
    return this.view.state?.seats.find(({ personId }) => personId === this.parts.me);
  }

  #set(change: Partial<CallView>): void {
    this.store.setState(change);
  }

  #call<T>(method: CallMethod, request: object): Promise<T> {
    return this.parts.connection.call<T>(method, { callId: this.parts.callId, ...request });
  }

  #signal = async (signal: Signal): Promise<SignalAnswer> => {
    const request = { callId: this.parts.callId, epoch: this.#beginnings.epoch, ...signal };
    await this.#seating.whenIn();
    return this.parts.connection.call<SignalAnswer>("Signal", request);
  };

  /** What one shows of oneself; without a line it is said when coming in again. */
  async #tellSeat(change: SeatChange): Promise<void> {
    this.#drive();
    try {
      if (this.#seating.isIn && this.view.phase === "inside") await this.#call("SetSeat", change);
    } catch (error) {
      if (error instanceof LineLost) return;
      if (change.microphone) this.#own.off("microphone");
      if (change.camera) this.#own.off("camera");
      throw error;
    }
  }

  #came = ({ place, role, ice, state }: CallJoined, resumed: boolean): void => {
    if (!resumed) this.#media.stop();
    this.#ice.take(ice);
    this.#set({ role, lineGone: false, phase: place, ...(place === "waiting" && { state: null }) });
    if (!state) return;
    this.#take(state);
    // What the locks did not allow is off.
    const own = this.#seat;
    if (own && !own.microphone && this.view.microphoneOn) this.#own.off("microphone");
    if (own && !own.camera && this.view.cameraOn) this.#own.off("camera");
    this.#drive();
  };

  #take(state: CallState): void {
    const before = this.view.state;
    this.store.setState((view) => withState(view, state, this.parts.me));
    if (this.view.state === before) return;
    if (state.now != null) this.#set({ clockAhead: Date.now() - state.now });
    if (state.endedAt != null) this.#end("ended");
    else if (!this.#beginnings.take(state)) this.#drive();
  }

  #giveUp = (): void => {
    this.#seating.agree();
    this.#media.stop();
    this.#set({ media: "none" });
  };

  #begin = (): void => {
    if (this.#ice.isStale) void this.#seating.comeIn();
    else this.#drive();
  };

  /** Brings media to what is wanted now; nothing happens while it is so, or cannot be. */
  #drive(): void {
    const { phase, state, modes, speaking, microphoneOn, cameraOn, screen, media } = this.view;
    if (phase !== "inside" || !(state?.hasMedia || state?.direct) || !this.#seating.isSound || this.#beginnings.isNear)
      return;
    const wanted = wantedStreams({
      state: here(state, this.parts.me),
      me: this.parts.me,
      looks: this.#looks,
      modes,
      talked: talkedLast(speaking),
      kept: this.#sounds,
    });
    this.#sounds = new Set(wanted.filter(({ video }) => !video).map(({ personId }) => personId));
    if (media === "none") this.#set({ media: "connecting" });
    const widths = new Map(this.#looks.map((look) => [streamKey({ ...look, video: true }), look.width]));
    if (state.direct) this.#media.direct.drive(here(state, this.parts.me), this.parts.me);
    else
      this.#media.drive(
        microphoneOn || cameraOn,
        screen !== null,
        wanted.map((stream) => ({
          stream,
          number: numberOf(state, stream),
          width: widths.get(streamKey(stream)) ?? 0,
        })),
      );
  }

  /** A negotiation failed: with the next epoch, or in a while, everything is begun anew. */
  #fault = (error: unknown): void => {
    if (this.view.phase === "over") return;
    const code = error instanceof Refused ? error.code : null;
    if (code === "call.ended") {
      this.#end("ended");
    } else if (code === "call.share_locked") {
      this.#own.closeScreen();
    } else {
      this.#media.stop();
      this.#set({ media: "none" });
      this.#seating.forgetSoon(error);
    }
  };

  #noted(note: CallNote): void {
    const over = finals[note];
    if (over) {
      this.#end(over);
    } else if (note === "sent_to_lobby") {
      this.#toLobby();
    } else {
      if (note === "muted") this.#own.off("microphone");
      if (note === "camera_stopped") this.#own.off("camera");
      if (note === "share_stopped") this.#own.closeScreen();
      if (note === "asked_to_unmute") this.#set({ asked: true });
      if (note === "admitted") {
        this.#report.begin();
        this.#seating.forget();
        void this.#seating.comeIn();
      }
      this.onSaid(note as Said);
    }
  }

  #toLobby(): void {
    this.#seating.forget();
    this.#media.stop();
    this.#own.closeScreen();
    this.#set({ phase: "waiting", state: null });
  }

  #deviceLost(kind: Kind): void {
    if (this.view.phase === "over") return;
    this.onSaid(kind === "microphone" ? "microphone_lost" : "camera_lost");
    this.#turnOff(kind).catch(() => undefined);
  }

  #turnOff(kind: Kind): Promise<void> {
    return kind === "microphone" ? this.setMicrophone(false) : this.setCamera(false);
  }

  /** Without pictures while the line is bad. What the person has chosen stays. */
  #thin(network: CallView["network"]): void {
    const { modes, thinned } = this.view;
    const what = modes.audioOnly === thinned ? this.#thinning.look(network, thinned) : null;
    if (!what) return;
    this.do({ audioOnly: what === "thinned" });
    this.#set({ thinned: what === "thinned" });
    this.onSaid(what);
  }

  #end(over: Over, why: string | null = null): void {
    this.#beginnings.stop();
    this.#passing.stop();
    this.#report.stop();
    this.#ice.stop();
    this.#watch.stop();
    this.#set({ phase: "over", over, why });
    this.#seating.stop();
    this.#own.stop();
    this.#media.stop();
  }
}
