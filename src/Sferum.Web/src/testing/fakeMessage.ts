import type { Forwarded, Mention, Message, NewPoll, Person, Poll, PollTally, Reaction } from "../chats/protocol";

export interface FakeParts {
  mentions?: Mention[] | null;
  mentionsAll?: boolean | null;
  forwarded?: Forwarded | null;
  poll?: NewPoll | null;
}

/** A message as the server keeps it: rendered when it is read. */
export class FakeMessage {
  readonly reactions = new Map<string, Set<string>>();
  readonly votes = new Map<string, number[]>();
  editedAt: number | null = null;
  deletedAt: number | null = null;

  constructor(
    readonly author: Person,
    public text: string,
    readonly replyTo: number | null,
    readonly at: number,
    readonly requestId: string,
    readonly parts: FakeParts,
  ) {}

  react(person: string, emoji: string, on: boolean): void {
    const people = this.reactions.get(emoji) ?? new Set();
    if (on) people.add(person);
    else people.delete(person);
    if (people.size > 0) this.reactions.set(emoji, people);
    else this.reactions.delete(emoji);
  }

  vote(person: string, choices: number[]): void {
    if (choices.length > 0) this.votes.set(person, choices);
    else this.votes.delete(person);
  }

  render(reader: string | null, quoted: FakeMessage | undefined): Message {
    const reactions = this.reacted(reader);
    const gone = this.deletedAt !== null;
    return {
      text: gone ? null : this.text,
      replyTo: quoted && this.replyTo ? { number: this.replyTo, ...quoted.quote() } : null,
      editedAt: this.editedAt,
      deletedAt: this.deletedAt,
      reactions: reactions.length > 0 ? reactions : null,
      ...(this.parts.mentions && !gone && { mentions: this.parts.mentions }),
      ...(this.parts.forwarded && !gone && { forwarded: this.parts.forwarded }),
      ...(this.parts.poll && !gone && { poll: this.#poll(this.parts.poll, reader) }),
    };
  }

  quote() {
    return { authorName: this.author.name, text: this.deletedAt ? null : this.text.slice(0, 160) };
  }

  reacted(reader: string | null): Reaction[] {
    return [...this.reactions].map(([emoji, people]) => ({
      emoji,
      count: people.size,
      mine: reader === null ? null : people.has(reader),
    }));
  }

  tally(number: number): PollTally {
    const options = this.parts.poll?.options ?? [];
    const chosen = [...this.votes.values()];
    const counts = options.map((_, place) => chosen.filter((one) => one.includes(place)).length);
    return { number, counts, voters: this.votes.size, closesAt: this.parts.poll?.closesAt ?? null };
  }

  #poll({ options, multiple, open, closesAt }: NewPoll, reader: string | null): Poll {
    const { counts, voters } = this.tally(0);
    const mine = reader === null ? null : (this.votes.get(reader) ?? []);
    const counted = options.map((text, place) => ({ text, count: counts[place] ?? 0 }));
    return { options: counted, voters, multiple, open, closesAt: closesAt ?? null, mine };
  }
}
