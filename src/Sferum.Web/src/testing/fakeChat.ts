import type {
  ChatAccess,
  ChatEvent,
  ChatPage,
  ChatState,
  ChatSummary,
  ClassRef,
  NoticeLevel,
  Person,
} from "../chats/protocol";
import { FakeMessage, type FakeParts } from "./fakeMessage";

interface LogRow {
  kind: string;
  at: number;
  author: Person | null;
  requestId: string;
  target: number | null;
  came: Person[];
  went: Person[];
  posts: number;
}

/** A chat as the server keeps it: a log without text, messages apart, everything rendered when it is read. */
export class FakeChat {
  readonly members = new Map<string, Person>();
  readonly marks = new Map<string, number>();
  readonly messages = new Map<number, FakeMessage>();
  readonly log: LogRow[] = [];
  readonly choices = new Map<string, { level?: NoticeLevel; pinnedAt?: number }>();
  readonly mutes = new Map<string, { until: number; reason: string | null }>();
  pinned: number[] = [];
  rev = 0;
  access: ChatAccess;
  class: ClassRef | null = null;
  #clock = Date.UTC(2026, 10, 23, 8, 0, 0);

  constructor(
    readonly id: string,
    readonly title: string,
    people: Person[],
    readonly kind = "class",
  ) {
    for (const person of people) this.members.set(person.id, person);
    this.access = { title, archived: false, writers: "all", slowSeconds: 0, mentionAll: "moderators" };
  }

  get head(): number {
    return this.log.length;
  }

  get posts(): number {
    return this.log.at(-1)?.posts ?? 0;
  }

  tick(ms: number): void {
    this.#clock += ms;
  }

  post(
    author: Person,
    text: string,
    requestId = `r${this.head + 1}`,
    replyTo: number | null = null,
    parts: FakeParts = {},
  ): ChatEvent {
    const { at } = this.#row("posted", author, null, requestId);
    this.messages.set(this.head, new FakeMessage(author, text, replyTo, at, requestId, parts));
    return this.render(this.head, null);
  }

  edit(author: Person, target: number, text: string): ChatEvent {
    this.#row("edited", author, target);
    const message = this.#message(target);
    message.text = text;
    message.editedAt = this.#clock;
    return this.render(this.head, null);
  }

  delete(author: Person, target: number): ChatEvent {
    this.#row("deleted", author, target);
    const message = this.#message(target);
    message.deletedAt = this.#clock;
    message.reactions.clear();
    this.pinned = this.pinned.filter((number) => number !== target);
    return this.render(this.head, null);
  }

  pin(author: Person, target: number, on: boolean): ChatEvent {
    this.#row(on ? "pinned" : "unpinned", author, target);
    this.pinned = this.pinned.filter((number) => number !== target);
    if (on) this.pinned = [target, ...this.pinned];
    return this.render(this.head, null);
  }

  changeMembers(came: Person[], went: Person[]): ChatEvent {
    for (const person of came) this.members.set(person.id, person);
    for (const person of went) this.members.delete(person.id);
    const row = this.#row("members", null, null);
    row.came = came;
    row.went = went;
    return this.render(this.head, null);
  }

  set(author: Person, change: Partial<ChatAccess>): ChatEvent {
    this.access = { ...this.access, ...change };
    this.#row("access", author, null);
    return this.render(this.head, null);
  }

  mute(author: Person, person: string, until: number | null, reason: string | null = null): ChatEvent {
    if (until === null) this.mutes.delete(person);
    else this.mutes.set(person, { until, reason });
    return this.set(author, {});
  }

  other(kind: string): ChatEvent {
    this.#row(kind, null, null);
    return this.render(this.head, null);
  }

  react(person: Person, number: number, emoji: string, on: boolean): ChatState {
    const message = this.#message(number);
    message.react(person.id, emoji, on);
    this.rev += 1;
    // Live state is the same for all: nobody is named.
    return { chatId: this.id, rev: this.rev, reactions: [{ number, reactions: message.reacted(null) }] };
  }

  vote(person: Person, number: number, choices: number[]): ChatState {
    this.#message(number).vote(person.id, choices);
    return this.#polled(number);
  }

  closePoll(number: number, at: number): ChatState {
    const { poll } = this.#message(number).parts;
    if (poll) poll.closesAt = at;
    return this.#polled(number);
  }

  #polled(number: number): ChatState {
    this.rev += 1;
    return { chatId: this.id, rev: this.rev, polls: [this.#message(number).tally(number)] };
  }

  read(person: Person, number: number): void {
    this.marks.set(person.id, Math.max(number, this.marks.get(person.id) ?? 0));
  }

  summary(reader: string): ChatSummary {
    const readNumber = this.marks.get(reader) ?? 0;
    const last = this.log.findLastIndex((row) => row.kind === "posted") + 1;
    const message = this.messages.get(last);
    const text = message?.deletedAt ? null : message?.text.slice(0, 120);
    return {
      id: this.id,
      kind: this.kind,
      title: this.access.title,
      role: this.members.get(reader)?.role ?? "student",
      head: this.head,
      posts: this.posts,
      rev: this.rev,
      from: 0,
      readNumber,
      readPosts: this.log[readNumber - 1]?.posts ?? 0,
      readUpTo: [...this.marks.values()].sort((a, b) => b - a).slice(0, 2),
      members: this.members.size,
      pinned: this.pinned,
      may: this.#may(reader),
      access: this.access,
      mutedUntil: this.mutes.get(reader)?.until ?? null,
      mutedReason: this.mutes.get(reader)?.reason ?? undefined,
      level: this.choices.get(reader)?.level,
      pinnedAt: this.choices.get(reader)?.pinnedAt,
      mentions: this.#mentions(reader),
      class: this.class ?? undefined,
      last: message ? { number: last, at: message.at, author: message.author, text } : null,
    };
  }

  #may(reader: string): string[] {
    const isStudent = this.members.get(reader)?.role === "student";
    const moderates = ["pin", "delete_any", "see_readers", "mute", "set", "mention_all", "answer_reports", "poll"];
    const writes = !this.access.archived && (this.access.writers === "all" || !isStudent);
    return [...(writes ? ["post"] : []), "react", "vote", ...(isStudent ? ["pin", "delete_any"] : moderates)];
  }

  page(reader: string, query: Record<string, string | number>): ChatPage {
    const limit = Number(query.limit ?? 50);
    let first = Math.max(1, this.head - limit + 1);
    if (query.after !== undefined) first = Number(query.after) + 1;
    if (query.before !== undefined) first = Math.max(1, Number(query.before) - limit);
    if (query.date !== undefined) {
      const since = this.log.findIndex((row) => row.at >= Date.parse(String(query.date)));
      first = since < 0 ? this.head + 1 : since + 1;
    }
    if (query.around !== undefined) first = Math.max(1, Number(query.around) - Math.floor(limit / 2));
    let last = Math.min(this.head, first + limit - 1);
    if (query.before !== undefined) last = Math.min(last, Number(query.before) - 1);
    const events: ChatEvent[] = [];
    for (let number = first; number <= last; number++) events.push(this.render(number, reader));
    return {
      chatId: this.id,
      events,
      head: this.head,
      rev: this.rev,
      hasEarlier: first > 1,
      hasLater: last < this.head,
    };
  }

  render(number: number, reader: string | null): ChatEvent {
    const row = this.log[number - 1];
    if (!row) throw new Error(`no row ${number}`);
    const target = row.kind === "posted" ? number : row.target;
    const shown = row.kind === "posted" || row.kind === "edited" || row.kind === "deleted";
    const members = { came: row.came, cameCount: row.came.length, went: row.went, wentCount: row.went.length };
    return {
      number,
      kind: row.kind,
      at: row.at,
      author: row.author,
      requestId: row.requestId,
      posts: row.posts,
      target: row.target,
      message: shown && target ? this.#shown(target, reader) : null,
      members: row.kind === "members" ? members : null,
      access: row.kind === "access" ? this.access : undefined,
      ...(row.kind === "posted" && this.#message(number).parts.mentionsAll && { mentionsAll: true }),
    };
  }

  #shown(number: number, reader: string | null) {
    const message = this.#message(number);
    return message.render(reader, message.replyTo ? this.messages.get(message.replyTo) : undefined);
  }

  /** Unread messages that mention somebody, by the same rules as the server's. */
  #mentions(reader: string): number[] {
    const role = this.members.get(reader)?.role ?? "";
    const groups = new Set([`role:${role}`, ...(role === "student" ? [] : ["role:staff"])]);
    const meant = ({ author, parts, deletedAt }: FakeMessage) =>
      author.id !== reader &&
      deletedAt === null &&
      (parts.mentionsAll ||
        parts.mentions?.some((one) => one.personId === reader || (one.group && groups.has(one.group))));
    const mark = this.marks.get(reader) ?? 0;
    return [...this.messages].filter(([number, one]) => number > mark && meant(one)).map(([number]) => number);
  }

  #message(number: number): FakeMessage {
    const message = this.messages.get(number);
    if (!message) throw new Error(`no message ${number}`);
    return message;
  }

  #row(kind: string, author: Person | null, target: number | null, requestId = `r${this.head + 1}`): LogRow {
    this.#clock += 1000;
    const posts = this.posts + (kind === "posted" ? 1 : 0);
    const row: LogRow = { kind, at: this.#clock, author, requestId, target, came: [], went: [], posts };
    this.log.push(row);
    return row;
  }
}
