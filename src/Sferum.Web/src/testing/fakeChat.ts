import type { ChatEvent, ChatPage, ChatState, ChatSummary, Message, Person, Reaction } from "../chats/protocol";

interface Posted {
  author: Person;
  text: string;
  replyTo: number | null;
  at: number;
  requestId: string;
  editedAt: number | null;
  deletedAt: number | null;
  reactions: Map<string, Set<string>>;
}

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
  readonly messages = new Map<number, Posted>();
  readonly log: LogRow[] = [];
  pinned: number[] = [];
  rev = 0;
  #clock = Date.UTC(2026, 10, 23, 8, 0, 0);

  constructor(
    readonly id: string,
    readonly title: string,
    people: Person[],
    readonly kind = "class",
  ) {
    for (const person of people) this.members.set(person.id, person);
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

  post(author: Person, text: string, requestId = `r${this.head + 1}`, replyTo: number | null = null): ChatEvent {
    const number = this.head + 1;
    const before = this.#row("posted", author, null, requestId);
    const at = before.at;
    const posted = { author, text, replyTo, at, requestId, editedAt: null, deletedAt: null, reactions: new Map() };
    this.messages.set(number, posted);
    return this.render(number, null);
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

  other(kind: string): ChatEvent {
    this.#row(kind, null, null);
    return this.render(this.head, null);
  }

  react(person: Person, number: number, emoji: string, on: boolean): ChatState {
    const { reactions } = this.#message(number);
    const people = reactions.get(emoji) ?? new Set();
    if (on) people.add(person.id);
    else people.delete(person.id);
    if (people.size > 0) reactions.set(emoji, people);
    else reactions.delete(emoji);
    this.rev += 1;
    // Live state is the same for all: nobody is named.
    return { chatId: this.id, rev: this.rev, reactions: [{ number, reactions: this.#reactions(number, null) }] };
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
      title: this.title,
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
      may: ["post", "react", "pin", "delete_any"],
      last: message ? { number: last, at: message.at, author: message.author, text } : null,
    };
  }

  page(reader: string, query: Record<string, string | number>): ChatPage {
    const limit = Number(query.limit ?? 50);
    let first = Math.max(1, this.head - limit + 1);
    if (query.after !== undefined) first = Number(query.after) + 1;
    if (query.before !== undefined) first = Math.max(1, Number(query.before) - limit);
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
      message: shown && target ? this.#render(target, reader) : null,
      members: row.kind === "members" ? members : null,
    };
  }

  #render(number: number, reader: string | null): Message {
    const message = this.#message(number);
    const quoted = message.replyTo ? this.messages.get(message.replyTo) : undefined;
    const reactions = this.#reactions(number, reader);
    return {
      text: message.deletedAt ? null : message.text,
      replyTo:
        quoted && message.replyTo
          ? {
              number: message.replyTo,
              authorName: quoted.author.name,
              text: quoted.deletedAt ? null : quoted.text.slice(0, 160),
            }
          : null,
      editedAt: message.editedAt,
      deletedAt: message.deletedAt,
      reactions: reactions.length > 0 ? reactions : null,
    };
  }

  #reactions(number: number, reader: string | null): Reaction[] {
    return [...this.#message(number).reactions].map(([emoji, people]) => ({
      emoji,
      count: people.size,
      mine: reader === null ? null : people.has(reader),
    }));
  }

  #message(number: number): Posted {
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
