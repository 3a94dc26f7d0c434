import type {
  ChatAccess,
  ChatEvent,
  ChatPage,
  ChatSummary,
  KnownChat,
  Mention,
  NewPoll,
  Person,
  Report,
  ResumeAnswer,
  Scheduled,
} from "../chats/protocol";
import type { Hub } from "../live/hub";
import type { Answer, HubEvent, HubMethod, Refusal } from "../live/protocol";
import { FakeCall } from "./fakeCall";
import type { FakeChat } from "./fakeChat";

const forGood = 253_402_300_799_000;

interface Post {
  chatId: string;
  requestId: string;
  text: string;
  replyTo: number | null;
  mentions?: Mention[] | null;
  mentionAll?: boolean | null;
  poll?: NewPoll | null;
  forward?: { chatId: string; number: number } | null;
}

/** The server's side of the hub over FakeChat, with the faults that a network has. */
export class FakeServer {
  readonly hubs = new Set<FakeHub>();
  readonly calls: { method: HubMethod; request: unknown }[] = [];
  /** What was asked over HTTP. */
  readonly asked: string[] = [];
  /** The session that runs, or can be begun. */
  call: FakeCall | null = null;
  reports: Report[] = [];
  scheduled: (Scheduled & { chatId: string; author: string })[] = [];
  /** While true no connection can be made. */
  down = false;
  /** How often a client asked for another access token. */
  renewals = 0;
  /** Rows are answered as too far behind when more than this many were missed. */
  mostMissed = 2000;
  /** Asked before each method: a refusal, an exception, or nothing. */
  interfere: (method: HubMethod, request: unknown) => Refusal | undefined = () => undefined;
  /** Live events for which this says true get lost on the way. */
  loses: (event: ChatEvent) => boolean = () => false;

  constructor(readonly chats: FakeChat[]) {}

  chat(id: string): FakeChat {
    const chat = this.chats.find((one) => one.id === id);
    if (!chat) throw new Error(`no chat ${id}`);
    return chat;
  }

  hubFor(person: Person): FakeHub {
    return new FakeHub(this, person);
  }

  /** Every connection breaks. */
  cut(): void {
    for (const hub of [...this.hubs]) hub.close();
  }

  /** An event reaches everybody who follows. */
  tell(chatId: string, ...events: ChatEvent[]): void {
    const kept = events.filter((event) => !this.loses(event));
    if (kept.length > 0) this.emit("chat", { chatId, events: kept });
  }

  emit(event: HubEvent, argument: unknown): void {
    for (const hub of this.hubs) if (hub.resumed) hub.handle(event, argument);
  }

  page(chatId: string, reader: string, query: Record<string, string | number>): ChatPage {
    return this.chat(chatId).page(reader, query);
  }

  count(method: HubMethod): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  answer(hub: FakeHub, method: HubMethod, request: unknown): unknown {
    const me = hub.person;
    if (method === "Resume") return this.#resume(hub, (request as { known: KnownChat[] }).known);
    if (this.call && FakeCall.handles(method)) return this.call.answer(hub, method, request);
    const { chatId } = request as { chatId: string };
    const chat = this.chat(chatId);
    if (method === "ReadSince") return chat.page(me.id, { after: (request as { after: number }).after, limit: 200 });
    if (method === "Post") {
      const { requestId, text, replyTo, mentions, mentionAll, poll, forward } = request as Post;
      const known = [...chat.messages].find(([, m]) => m.requestId === requestId && m.author.id === me.id);
      if (known) return { number: known[0], at: known[1].at, posts: 0 };
      const source = forward && this.chat(forward.chatId).messages.get(forward.number);
      const forwarded = source && { author: source.author, at: source.at };
      const parts = { mentions, mentionsAll: mentionAll, poll, forwarded };
      const event = chat.post(me, source?.text ?? text, requestId, replyTo, parts);
      this.tell(chatId, event);
      return { number: event.number, at: event.at, posts: event.posts };
    }
    const { number, text, on, emoji } = request as { number: number; text: string; on: boolean; emoji: string };
    if (method === "Edit") this.tell(chatId, chat.edit(me, number, text));
    if (method === "Delete") this.tell(chatId, chat.delete(me, number));
    if (method === "Pin") this.tell(chatId, chat.pin(me, number, on));
    if (method === "Vote") this.emit("state", chat.vote(me, number, (request as { choices: number[] }).choices));
    if (method === "ClosePoll") this.emit("state", chat.closePoll(number, Date.now()));
    if (method === "Set") {
      const { title, writers, slowSeconds, mentionAll, archived } = request as Partial<ChatAccess>;
      const change = Object.entries({ title, writers, slowSeconds, mentionAll, archived });
      this.tell(chatId, chat.set(me, Object.fromEntries(change.filter(([, value]) => value !== undefined))));
    }
    if (method === "Mute") {
      const { personId, until, reason } = request as {
        personId: string;
        until?: number | null;
        reason?: string | null;
      };
      this.tell(chatId, chat.mute(me, personId, on ? (until ?? forGood) : null, reason));
    }
    if (method === "React") this.emit("state", chat.react(me, number, emoji, on));
    return { number: chat.head, at: 0, posts: chat.posts };
  }

  #summary(chat: FakeChat, { id, role }: Person): ChatSummary {
    const summary = chat.summary(id);
    const rights = role === "student" ? ["join_call"] : ["start_call", "join_call"];
    const { call } = this;
    if (call?.chatId !== chat.id) return summary;
    const { title, startedAt, locks } = call.state();
    const running = { callId: call.id, title, startedAt, held: locks.includes("chat") };
    return { ...summary, may: [...summary.may, ...rights], ...(call.running && { call: running }) };
  }

  #resume(hub: FakeHub, known: KnownChat[]): ResumeAnswer {
    hub.resumed = true;
    const mine = this.chats.filter((chat) => chat.members.has(hub.person.id));
    const tooFar: string[] = [];
    const missed: ResumeAnswer["missed"] = [];
    for (const { chatId, number } of known) {
      const chat = mine.find((one) => one.id === chatId);
      if (!chat) continue;
      if (chat.head - number > this.mostMissed) tooFar.push(chatId);
      else if (chat.head > number) {
        missed.push({ chatId, events: chat.page(hub.person.id, { after: number, limit: 5000 }).events });
      }
    }
    return { chats: mine.map((chat) => this.#summary(chat, hub.person)), missed, states: [], tooFar, serverTime: 0 };
  }
}

export class FakeHub implements Hub {
  resumed = false;
  /** What is waited for before an answer goes out. */
  beforeAnswer: (method: HubMethod) => Promise<void> | undefined = () => undefined;
  handle: (event: HubEvent, argument: unknown) => void = () => undefined;
  #closed: () => void = () => undefined;
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(
    readonly server: FakeServer,
    readonly person: Person,
  ) {}

  async start(): Promise<void> {
    if (this.server.down) throw new Error("no route");
    this.server.hubs.add(this);
  }

  async stop(): Promise<void> {
    this.close();
  }

  close(): void {
    if (!this.server.hubs.delete(this)) return;
    for (const reject of this.#waiting) reject(new Error("closed"));
    this.#closed();
  }

  async invoke<T>(method: HubMethod, request: unknown): Promise<Answer<T>> {
    if (!this.server.hubs.has(this)) throw new Error("not connected");
    this.server.calls.push({ method, request });
    const refusal = this.server.interfere(method, request);
    if (refusal) return { refusal };
    const value = this.server.answer(this, method, request) as T;
    // The answer takes a turn; a connection that breaks meanwhile takes it along.
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(reject);
      const answer = () => {
        this.#waiting.delete(reject);
        resolve();
      };
      const held = this.beforeAnswer(method);
      if (held) void held.then(answer);
      else queueMicrotask(answer);
    });
    return { value };
  }

  async send(method: HubMethod, request: unknown): Promise<void> {
    this.server.calls.push({ method, request });
    const { chatId, number } = request as { chatId: string; number: number };
    if (method === "MarkRead") this.server.chat(chatId).read(this.person, number);
  }

  onEvent(handler: (event: HubEvent, argument: unknown) => void): void {
    this.handle = handler;
  }

  onClosed(handler: () => void): void {
    this.#closed = handler;
  }
}
