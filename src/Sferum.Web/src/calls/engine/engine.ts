import { laterMs, pause } from "../../live/patience";
import { LineLost, Refused } from "../../live/protocol";
import type { Kind } from "../media/devices";
import { isTooThin, type Network, networkOf } from "../model/network";
import { choose, talkedLast } from "../model/speaker";
import { type CallStore, type CallView, newCallStore, type Over, withNews, withState } from "../model/store";
import { type Look, type Modes, streamKey, wantedStreams } from "../model/streams";
import type {
  CallJoined,
  CallNews,
  CallNote,
  CallState,
  IceServer,
  Lead,
  SeatChange,
  Signal,
  SignalAnswer,
} from "../protocol";
import { CallMedia } from "./callMedia";
import { OwnDevices } from "./own";
import type { CallListener, EngineParts, Entrance, Said } from "./parts";
import { LineStats } from "./stats";

/** A new epoch begins for all at once: each waits up to this long. */
const jitterMs = 200;
/** How long a refused negotiation waits for news of another epoch before everything is begun anew. */
const anewAfterMs = 2000;
const longestAnewMs = 15_000;
/** Credentials of the TURN servers run out: for another epoch older ones are asked for again. */
const iceFreshMs = 10 * 60_000;
const tickMs = 500;
const statsEvery = 4;
const reactionLastsMs = 4000;

const finals: Partial<Record<CallNote, Over>> = {
  denied: "denied",
  removed: "removed",
  elsewhere: "elsewhere",
  ended: "ended",
  left_chat: "left_chat",
};

/** One browser's part in a session: coming in, what is sent and received, what is said of oneself. It outlives the pages that show it. */
export class CallEngine implements CallListener {
  readonly store: CallStore;
  /** Told what is to be said in a word. */
  onSaid: (what: Said) => void = () => undefined;
  readonly #media: CallMedia;
  readonly #own: OwnDevices;
  readonly #stats = new LineStats();
  #looks: Look[] = [];
  /** Whose sound is subscribed to. */
  #sounds: ReadonlySet<string> = new Set();
  #ice: IceServer[] = [];
  #iceAt = 0;
  #epoch: number | null = null;
  #joined = false;
  #joining = false;
  #joinAgain = false;
  /** The server may have other connections than this browser knows of: come in as a new one. */
  #dirty = true;
  /** Who has something to say to the media server and waits for the line. */
  readonly #waiting = new Set<(joined: boolean) => void>();
  /** What was asked for last, while a device is being opened. */
  readonly #wants: Record<Kind, boolean> = { microphone: false, camera: false };
  #faults = 0;
  #networks: Network[] = [];
  #ticks = 0;
  #lastReaction = 0;
  #anew: ReturnType<typeof setTimeout> | undefined;
  #epochTimer: ReturnType<typeof setTimeout> | undefined;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly parts: EngineParts,
    entrance: Entrance,
  ) {
    this.store = newCallStore(parts.chatId, parts.callId);
    this.#own = new OwnDevices(parts, entrance, (kind) => this.#deviceLost(kind));
    this.#media = new CallMedia(
      {
        signal: this.#signal,
        trickle: (of, candidates) => this.#signal({ kind: "candidate", of, candidates }),
        makePeer: parts.makePeer,
        ice: () => this.#ice,
      },
      {
        incoming: (incoming) => this.#set({ incoming }),
        up: () => {
          this.#faults = 0;
          this.#set({ media: "up" });
        },
        fault: this.#fault,
        serverHas: (of) => {
          const seat = this.#seat;
          return (of === "publish" ? seat?.sends : seat?.shares) ?? false;
        },
      },
    );
    this.#set({ microphoneOn: entrance.microphone, cameraOn: entrance.camera });
    if (entrance.microphone && this.#own.microphone) void this.#media.put("audio", this.#own.microphone);
    if (entrance.camera) this.#showCamera(this.#own.camera);
  }

  get view(): CallView {
    return this.store.getState();
  }

  /** Comes in, now or when there is a line. */
  start(): void {
    this.#ticker = setInterval(() => this.#tick(), tickMs);
    if (this.parts.connection.line.phase === "live") void this.#join();
    else this.lineGone();
  }

  news = (news: CallNews): void => {
    if (news.callId !== this.parts.callId || this.view.phase === "over") return;
    if (news.state) this.#take(news.state);
    if (news.note) this.#noted(news.note);
    if (news.talking || news.reaction) {
      this.#lastReaction += news.reaction ? 1 : 0;
      const id = this.#lastReaction;
      this.store.setState((view) => withNews(view, news, Date.now(), id));
      if (news.talking) this.#drive();
      if (news.reaction) setTimeout(() => this.#dropReaction(id), reactionLastsMs);
    }
  };

  lineGone = (): void => {
    this.#joined = false;
    if (this.view.phase !== "over") this.#set({ lineGone: true });
  };

  lineBack = (): void => {
    this.#joined = false;
    if (this.view.phase !== "over") void this.#join();
  };

  fellBehind = (): void => {
    if (!this.#joined) return;
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
    this.#wants.microphone = on;
    if (on) {
      const track = await this.#own.open("microphone");
      // Switched off again while the browser asked.
      if (!this.#wants.microphone) return;
      await this.#media.put("audio", track);
    } else {
      await this.#media.put("audio", null);
    }
    this.#set({ microphoneOn: on, asked: false, unheard: false });
    await this.#tellSeat({ microphone: on });
  }

  async setCamera(on: boolean): Promise<void> {
    this.#wants.camera = on;
    if (on) {
      const track = await this.#own.open("camera");
      if (!this.#wants.camera) {
        this.#own.close("camera");
        return;
      }
      this.#showCamera(track);
    } else {
      this.#hideCamera();
    }
    this.#set({ cameraOn: on });
    await this.#tellSeat({ camera: on });
  }

  /** The space bar: the microphone is open for as long as it is held. */
  async push(down: boolean): Promise<void> {
    const { pushing, microphoneOn } = this.view;
    if (down === pushing || (down && microphoneOn)) return;
    this.#set({ pushing: down });
    await this.setMicrophone(down);
  }

  async share(): Promise<void> {
    const stream = await this.parts.openScreen();
    const [track] = stream?.getVideoTracks() ?? [];
    if (!stream || !track) return;
    track.addEventListener("ended", () => this.stopSharing());
    await this.#media.putScreen(track);
    this.#set({ screen: stream });
    this.#drive();
  }

  stopSharing(): void {
    if (!this.view.screen) return;
    this.#closeScreen();
    this.#signal({ kind: "stop_share" }).catch(() => undefined);
  }

  raiseHand(up: boolean): Promise<void> {
    return this.#call("SetSeat", { hand: up } satisfies SeatChange);
  }

  react(emoji: string): Promise<void> {
    return this.#call("SetSeat", { reaction: emoji } satisfies SeatChange);
  }

  lead(act: Lead): Promise<void> {
    return this.#call("LeadCall", act);
  }

  /** Another microphone or camera, without leaving. */
  async choose(kind: Kind, deviceId: string): Promise<void> {
    this.#own.choose(kind, deviceId);
    if (kind === "microphone" && this.view.microphoneOn) {
      await this.#media.put("audio", await this.#own.open("microphone"));
    }
    if (kind === "camera" && this.view.cameraOn) this.#showCamera(await this.#own.open("camera"));
  }

  /** What is on the screen now, the most important first. */
  look(looks: Look[]): void {
    this.#looks = looks;
    this.#drive();
  }

  do(modes: Partial<Modes>): void {
    this.#networks = [];
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

  #call<T>(method: "LeaveCall" | "CallNow" | "SetSeat" | "LeadCall", request: object): Promise<T> {
    return this.parts.connection.call<T>(method, { callId: this.parts.callId, ...request });
  }

  /** What one shows of oneself; without a line it is said when coming in again. */
  async #tellSeat(change: SeatChange): Promise<void> {
    this.#drive();
    try {
      if (this.#joined && this.view.phase === "inside") await this.#call("SetSeat", change);
    } catch (error) {
      if (error instanceof LineLost) return;
      if (change.microphone) await this.#mute();
      if (change.camera) this.#stopCamera();
      throw error;
    }
  }

  /** While the line is away it waits; what belongs to connections that are begun anew is never said. */
  #signal = async (signal: Signal): Promise<SignalAnswer> => {
    const epoch = this.#epoch;
    if (!this.#joined && !(await new Promise<boolean>((done) => this.#waiting.add(done)))) throw new LineLost();
    const request = { callId: this.parts.callId, epoch, ...signal };
    return this.parts.connection.call<SignalAnswer>("Signal", request);
  };

  #letGo(joined: boolean): void {
    for (const done of this.#waiting) done(joined);
    this.#waiting.clear();
  }

  async #join(): Promise<void> {
    if (this.#joining) {
      this.#joinAgain = true;
      return;
    }
    this.#joining = true;
    clearTimeout(this.#anew);
    try {
      do {
        this.#joinAgain = false;
        await this.#joinOnce();
      } while (this.#joinAgain && this.view.phase !== "over");
    } finally {
      this.#joining = false;
    }
  }

  async #joinOnce(): Promise<void> {
    const resume = !this.#dirty;
    const { microphoneOn, cameraOn } = this.view;
    const request = { callId: this.parts.callId, microphone: microphoneOn, camera: cameraOn, resume };
    try {
      const joined = await this.parts.connection.call<CallJoined>("JoinCall", request);
      if (this.view.phase === "over") return;
      this.#cameIn(joined, resume);
    } catch (error) {
      const wait = laterMs(error, this.parts.random);
      if (wait !== null) {
        await pause(wait);
        this.#joinAgain = true;
      } else if (error instanceof Refused) {
        this.#end(error.code === "call.ended" ? "ended" : "refused", error.refusal.message);
      } else if (this.parts.connection.line.phase === "live") {
        await pause(1000);
        this.#joinAgain = true;
      }
    }
  }

  #cameIn({ place, role, ice, state }: CallJoined, resume: boolean): void {
    this.#ice = ice;
    this.#iceAt = Date.now();
    this.#joined = true;
    this.#dirty = false;
    if (!resume) this.#media.stop();
    this.#letGo(resume && place === "inside");
    this.#set({ role, lineGone: false, phase: place, ...(place === "waiting" && { state: null }) });
    if (!state) return;
    this.#take(state);
    // What the locks did not allow is off.
    const own = this.#seat;
    if (own && !own.microphone && this.view.microphoneOn) void this.#mute();
    if (own && !own.camera && this.view.cameraOn) this.#stopCamera();
    this.#drive();
  }

  #take(state: CallState): void {
    const before = this.view.state;
    this.store.setState((view) => withState(view, state, this.parts.me));
    if (this.view.state === before) return;
    if (state.endedAt != null) this.#end("ended");
    else if (state.epoch !== this.#epoch) this.#beginEpoch(state.epoch);
    else this.#drive();
  }

  /** Everything with the media server begins anew: nothing of the former epoch has any meaning. */
  #beginEpoch(epoch: number): void {
    const isFirst = this.#epoch === null;
    this.#epoch = epoch;
    this.#dirty = false;
    clearTimeout(this.#anew);
    clearTimeout(this.#epochTimer);
    this.#epochTimer = undefined;
    this.#media.stop();
    this.#set({ media: "none" });
    if (isFirst) {
      this.#drive();
      return;
    }
    this.#epochTimer = setTimeout(() => {
      this.#epochTimer = undefined;
      if (Date.now() - this.#iceAt > iceFreshMs) void this.#join();
      else this.#drive();
    }, this.parts.random() * jitterMs);
  }

  /** Brings media to what is wanted now; nothing happens while it is so, or cannot be. */
  #drive(): void {
    const { phase, state, modes, speaking, microphoneOn, cameraOn, screen } = this.view;
    const waits = this.#epochTimer !== undefined || this.#dirty || !this.#joined;
    if (phase !== "inside" || !state?.hasMedia || waits) return;
    const widths = new Map(
      this.#looks.map(({ personId, screen, width }) => [streamKey({ personId, screen, video: true }), width]),
    );
    const wanted = wantedStreams({
      state,
      me: this.parts.me,
      looks: this.#looks,
      modes,
      talked: talkedLast(speaking),
      kept: this.#sounds,
    });
    this.#sounds = new Set(wanted.filter(({ video }) => !video).map(({ personId }) => personId));
    if (this.view.media === "none") this.#set({ media: "connecting" });
    this.#media.drive(
      microphoneOn || cameraOn,
      screen !== null,
      wanted.map((stream) => ({ stream, width: widths.get(streamKey(stream)) ?? 0 })),
    );
  }

  /** Nobody knows what the server has: with the next epoch, or in a while, everything is begun anew. */
  #fault = (error: unknown): void => {
    if (this.view.phase === "over") return;
    const code = error instanceof Refused ? error.code : null;
    if (code === "call.ended") this.#end("ended");
    else if (code === "call.share_locked") this.#closeScreen();
    else this.#beginAnew(error);
  };

  #beginAnew(error: unknown): void {
    this.#dirty = true;
    this.#faults += 1;
    this.#media.stop();
    this.#set({ media: "none" });
    clearTimeout(this.#anew);
    // Without a line one comes in anew when it is back.
    if (!this.#joined && error instanceof LineLost) return;
    this.#anew = setTimeout(() => void this.#join(), Math.min(anewAfterMs * this.#faults, longestAnewMs));
  }

  #noted(note: CallNote): void {
    const over = finals[note];
    if (over) {
      this.#end(over);
      return;
    }
    if (note === "admitted") {
      this.#dirty = true;
      void this.#join();
    } else if (note === "sent_to_lobby") {
      this.#media.stop();
      this.#dirty = true;
      this.#closeScreen();
      this.#set({ phase: "waiting", state: null });
    } else if (note === "muted") {
      void this.#mute();
    } else if (note === "camera_stopped") {
      this.#stopCamera();
    } else if (note === "share_stopped") {
      this.#closeScreen();
    } else if (note === "asked_to_unmute") {
      this.#set({ asked: true });
    }
    if (note !== "sent_to_lobby") this.onSaid(note as Said);
  }

  async #mute(): Promise<void> {
    this.#wants.microphone = false;
    this.#set({ microphoneOn: false, pushing: false });
    await this.#media.put("audio", null);
  }

  #stopCamera(): void {
    this.#wants.camera = false;
    this.#hideCamera();
    this.#set({ cameraOn: false });
  }

  #showCamera(track: MediaStreamTrack | null): void {
    if (!track) return;
    this.#set({ camera: new MediaStream([track]) });
    void this.#media.put("video", track);
  }

  #hideCamera(): void {
    void this.#media.put("video", null);
    this.#own.close("camera");
    this.#set({ camera: null });
  }

  #closeScreen(): void {
    for (const track of this.view.screen?.getTracks() ?? []) track.stop();
    this.#media.stopSharing();
    this.#set({ screen: null });
  }

  #deviceLost(kind: Kind): void {
    if (this.view.phase === "over") return;
    this.onSaid(kind === "microphone" ? "microphone_lost" : "camera_lost");
    if (kind === "microphone") this.setMicrophone(false).catch(() => undefined);
    else this.setCamera(false).catch(() => undefined);
  }

  #dropReaction(id: number): void {
    this.store.setState(({ reactions }) => ({ reactions: reactions.filter((one) => one.id !== id) }));
  }

  #tick(): void {
    this.store.setState(({ speaking }) => ({ speaking: choose(speaking, Date.now()) }));
    this.#ticks += 1;
    if (this.#ticks % statsEvery === 0 && this.#media.peers.length > 0) void this.#measure();
  }

  async #measure(): Promise<void> {
    const network = networkOf(await this.#stats.sample(this.#media.peers));
    if (this.view.phase === "over") return;
    this.#networks = [...this.#networks.slice(-9), network];
    this.#set({ network });
    if (!isTooThin(this.#networks) || this.view.modes.audioOnly) return;
    this.do({ audioOnly: true });
    this.#set({ thinned: true });
    this.onSaid("thinned");
  }

  #end(over: Over, why: string | null = null): void {
    clearTimeout(this.#anew);
    clearTimeout(this.#epochTimer);
    clearInterval(this.#ticker);
    this.#joined = false;
    this.#letGo(false);
    this.#wants.microphone = false;
    this.#wants.camera = false;
    this.#closeScreen();
    this.#media.stop();
    this.#own.closeAll();
    this.#set({ phase: "over", over, why, camera: null, incoming: {}, microphoneOn: false, cameraOn: false });
  }
}
