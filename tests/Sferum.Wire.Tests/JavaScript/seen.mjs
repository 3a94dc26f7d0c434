// What a client has seen of one chat, put in order by the three lines of docs/protocol.md; and how often the server made them necessary.
const patience = 60_000;

export class EventsSeen {
  last = null;
  listed = false;
  beforeResume = 0;
  doubled = 0;
  holes = 0;
  #chat;
  #events = [];
  #early = [];
  #resumed = false;
  #waiting = new Set();

  constructor(chat) {
    this.#chat = chat;
  }

  known() {
    return this.last === null ? [] : [{ chatId: this.#chat, number: this.last, rev: 0 }];
  }

  after(number) {
    return this.#events.filter((e) => e.number > number);
  }

  /** A new line: what it brings is kept until the answer to Resume is there. */
  waits() {
    this.#resumed = false;
  }

  resumed(answer) {
    this.note(() => {
      const mine = answer.chats.find((c) => c.id === this.#chat);
      this.listed = mine !== undefined;
      this.last ??= mine?.head ?? null;
      const missed = answer.missed.filter((m) => m.chatId === this.#chat).flatMap((m) => m.events);
      for (const e of [...missed, ...this.#early]) this.#apply(e);
      this.#early = [];
      this.#resumed = true;
    });
  }

  came({ chatId, events }) {
    if (chatId !== this.#chat) return;
    this.note(() => {
      if (this.last === null && !this.#resumed) this.beforeResume += events.length;
      for (const e of events) {
        if (this.#resumed) this.#apply(e);
        else this.#early.push(e);
      }
    });
  }

  note(change) {
    change();
    for (const look of [...this.#waiting]) look();
  }

  /** Waits until something has become true. */
  until(condition) {
    if (condition()) return Promise.resolve();
    return new Promise((done, failed) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look);
        failed(new Error(`Waited in vain for ${condition}`));
      }, patience);
      const look = () => {
        if (!condition()) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        done();
      };
      this.#waiting.add(look);
    });
  }

  #apply(e) {
    if (e.number === this.last + 1) {
      this.#events.push(e);
      this.last = e.number;
    } else if (e.number <= this.last) this.doubled++;
    else this.holes++;
  }
}

/** What was posted and answered; compared with what was seen. */
export class Sent {
  #placed = new Map();

  get count() {
    return this.#placed.size;
  }

  get highest() {
    return Math.max(...[...this.#placed.values()].map((p) => p.number));
  }

  placed(id, text, number) {
    this.#placed.set(id, { text, number });
  }

  /** What is wrong with what somebody has seen since a number; null when each post is there once, in its place. */
  wrong(seen, since) {
    if (seen.doubled + seen.holes + seen.beforeResume > 0) {
      return `${seen.doubled} doubled, ${seen.holes} holes, ${seen.beforeResume} before Resume`;
    }
    const found = new Map();
    for (const e of seen.after(since)) if (e.kind === 'posted') found.set(e.requestId, e);
    for (const [id, { text, number }] of this.#placed) {
      const e = found.get(id);
      if (e === undefined || e.number !== number || e.message?.text !== text) return `number ${number} is not what was posted`;
      found.delete(id);
    }
    return found.size === 0 ? null : `${found.size} that nobody posted`;
  }
}
