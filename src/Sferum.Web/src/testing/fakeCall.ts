import type {
  BoardState,
  CallJoined,
  CallNews,
  CallNote,
  CallPoll,
  CallReport,
  CallState,
  Groups,
  IceServer,
  Lead,
  Lock,
  Seat,
  SeatChange,
  Signal,
  SignalAnswer,
  Stream,
} from "../calls/protocol";
import type { Person } from "../chats/protocol";
import type { HubMethod } from "../live/protocol";
import type { FakeHub, FakeServer } from "./fakeServer";

const methods: HubMethod[] = [
  "StartCall",
  "JoinCall",
  "LeaveCall",
  "CallNow",
  "SetSeat",
  "LeadCall",
  "Signal",
  "Draw",
  "Board",
  "IceServers",
  "ReportCall",
];

/** A session as the server keeps it, as far as one browser's part in it goes. */
export class FakeCall {
  readonly id = "call-1";
  rev = 0;
  epoch = 1;
  hasMedia = true;
  lobby = false;
  endsAt: number | null = null;
  endedAt: number | null = null;
  running = true;
  locks: Lock[] = [];
  seats: Seat[] = [];
  waiting: Seat[] = [];
  hands: string[] = [];
  groups: Groups | null = null;
  poll: CallPoll | null = null;
  direct = false;
  spotlight: string | null = null;
  board: BoardState | null = null;
  readonly answers: { poll: number; option: number }[] = [];
  readonly led: Lead[] = [];
  readonly signals: Signal[] = [];
  readonly reports: CallReport[] = [];
  ice: IceServer[] = [{ urls: ["stun:127.0.0.1:3478"] }];
  /** By how much the server's clock is ahead of the device's. */
  clockAhead = 0;
  /** What each browser is given now. */
  given: Stream[] = [];
  /** So many times what is asked for is not there yet. */
  withheld = 0;

  constructor(
    readonly server: FakeServer,
    readonly chatId: string,
  ) {
    server.call = this;
  }

  /** Somebody else comes in. */
  comes(person: Person, seat: Partial<Seat> = {}): void {
    this.seats = [...this.seats.filter(({ personId }) => personId !== person.id), { ...this.#seat(person), ...seat }];
  }

  change(personId: string, change: Partial<Seat>): void {
    this.seats = this.seats.map((seat) => (seat.personId === personId ? { ...seat, ...change } : seat));
    this.tell();
  }

  goes(person: Person): void {
    this.seats = this.seats.filter(({ personId }) => personId !== person.id);
    this.tell();
  }

  tell(): void {
    this.rev += 1;
    this.emit({ state: this.state() });
  }

  note(note: CallNote): void {
    this.emit({ note });
  }

  emit(news: Omit<CallNews, "callId">): void {
    this.server.emit("call", { callId: this.id, ...news });
  }

  /** The media server is gone, another one has taken its place. */
  moves(): void {
    this.epoch += 1;
    this.given = [];
    this.seats = this.seats.map((seat) => ({ ...seat, sends: false, shares: false }));
    this.tell();
  }

  state(): CallState {
    return {
      callId: this.id,
      rev: this.rev,
      chatId: this.chatId,
      title: "Линейная функция",
      startedAt: Date.now() - 65_000,
      endedAt: this.endedAt,
      epoch: this.epoch,
      hasMedia: this.hasMedia,
      locks: this.locks,
      lobby: this.lobby,
      closed: false,
      endsAt: this.endsAt,
      seats: this.seats,
      hands: this.hands,
      waiting: this.waiting,
      groups: this.groups,
      poll: this.poll,
      direct: this.direct,
      spotlight: this.spotlight,
      board: this.board,
      now: Date.now() + this.clockAhead,
    };
  }

  signalled(kind: Signal["kind"]): Signal[] {
    return this.signals.filter((one) => one.kind === kind);
  }

  static handles = (method: HubMethod): boolean => methods.includes(method);

  answer(hub: FakeHub, method: HubMethod, request: unknown): unknown {
    const { person } = hub;
    if (method === "StartCall") {
      this.running = true;
      return { callId: this.id };
    }
    if (method === "JoinCall") return this.#join(person, request as { microphone: boolean; camera: boolean });
    if (method === "CallNow") return this.state();
    if (method === "Signal") return this.#signal(request as Signal);
    if (method === "IceServers") return { ice: this.ice };
    if (method === "ReportCall") this.reports.push(request as CallReport);
    if (method === "LeadCall") this.led.push(request as Lead);
    if (method === "SetSeat") this.#set(person, request as SeatChange);
    if (method === "LeaveCall") this.goes(person);
    return {};
  }

  #join(person: Person, { microphone, camera }: { microphone: boolean; camera: boolean }): CallJoined {
    const seat = { ...this.#seat(person), microphone, camera };
    const leads = seat.role !== "member";
    if (this.lobby && !leads) return { place: "waiting", role: seat.role, ice: this.ice };
    this.seats = [...this.seats.filter(({ personId }) => personId !== person.id), seat];
    this.rev += 1;
    return { place: "inside", role: seat.role, state: this.state(), ice: this.ice };
  }

  #signal(signal: Signal): SignalAnswer {
    this.signals.push(signal);
    if (signal.kind === "publish" || signal.kind === "share") return { sdp: "answer" };
    if (signal.kind !== "subscribe") return {};
    const key = (stream: Stream) => JSON.stringify([stream.personId, stream.screen, stream.video]);
    const dropped = new Set(signal.remove?.map(key));
    const isThere = signal.add?.length ? this.withheld-- <= 0 : true;
    this.given = [...this.given.filter((one) => !dropped.has(key(one))), ...((isThere && signal.add) || [])];
    const streams = this.given.map((stream, i) => ({ mid: String(i), stream }));
    return { sdp: streams.map(({ mid }) => mid).join(","), streams };
  }

  #set(person: Person, { microphone, camera, hand, reaction, answer }: SeatChange): void {
    if (answer && this.poll) this.poll = { ...this.poll, answered: this.poll.answered + 1 };
    if (answer) this.answers.push(answer);
    if (hand === true) this.hands = [...this.hands, person.id];
    if (hand === false) this.hands = this.hands.filter((id) => id !== person.id);
    if (reaction) this.emit({ reaction: { personId: person.id, emoji: reaction } });
    this.change(person.id, {
      ...(microphone !== undefined && { microphone }),
      ...(camera !== undefined && { camera }),
    });
  }

  #seat({ id, name, role }: Person): Seat {
    return {
      personId: id,
      name,
      role: role === "student" ? "member" : "leader",
      since: this.seats.length,
      microphone: false,
      camera: false,
      sends: false,
      shares: false,
    };
  }
}
