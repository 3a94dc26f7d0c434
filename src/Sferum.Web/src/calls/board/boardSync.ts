import { Refused } from "../../live/protocol";
import type { BoardPiece, BoardState } from "../protocol";
import { beats, type Element, fromJson, isDrawn, isSame, pack, toJson } from "./element";

/** So often what one draws is sent: a line grows while others look, and commands of other kinds still have room. */
const sendEveryMs = 200;
const retryMs = 1000;
/** What is told while one asks waits for the answer; more than that is asked for again. */
const mostWaiting = 100;

export interface BoardParts {
  draw: (board: number, elements: string[]) => Promise<unknown>;
  ask: (board: number, life: number, since: number) => Promise<BoardPiece>;
  mayDraw: () => boolean;
  /** What is on the screen, with what was taken away. */
  scene: () => readonly Element[];
  /** What one has under the hand: it is not changed there by others. */
  held: () => ReadonlySet<string>;
  put: (changed: readonly Element[]) => void;
  clear: () => void;
  /** The server refused it, or it is too large for any message: what was drawn is taken back. */
  refused: (why: Refused | "too_large") => void;
}

/**
 * Brings the drawing on this screen and the board of the session in step: what is newer here is sent, what is newer there is put on the screen. It is
 * compared, not counted, so that nothing depends on what got lost on the way.
 */
export class BoardSync {
  #board = 0;
  #life = 0;
  #rev = 0;
  /** The board as the server has it. */
  readonly #there = new Map<string, Element>();
  /** What came from others: it is theirs to send again when the server has lost it. */
  readonly #foreign = new Map<string, Element>();
  #asking = false;
  #askAgain = false;
  #waiting: BoardPiece[] = [];
  #sending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(private readonly parts: BoardParts) {}

  /** The session says how the board stands. */
  stand({ number, life, rev }: BoardState): void {
    if (number !== this.#board) {
      this.#board = number;
      this.#life = 0;
      this.#rev = 0;
      this.#there.clear();
      this.#foreign.clear();
      this.parts.clear();
    }
    if (life !== this.#life || rev > this.#rev) this.#ask();
  }

  /** Something was drawn. */
  hear(piece: BoardPiece): void {
    if (piece.board !== this.#board) return;
    if (this.#asking && this.#waiting.length < mostWaiting) this.#waiting.push(piece);
    else if (this.#asking || piece.life !== this.#life || piece.from > this.#rev) this.#ask();
    else this.#take(piece);
  }

  /** Something on this screen has changed. */
  changed(): void {
    this.#soon(sendEveryMs);
  }

  /** What was drawn last is sent still. */
  stop(): void {
    if (this.#board !== 0 && !this.#sending && this.parts.mayDraw()) void this.#send();
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #soon(ms: number): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#step();
    }, ms);
  }

  #step(): void {
    if (this.#stopped || this.#board === 0) return;
    this.#settle();
    if (!this.#sending && !this.#asking && this.parts.mayDraw()) void this.#send();
  }

  #ask(): void {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    this.#askAgain = false;
    this.#askAll(this.#board).then(
      () => this.#asked(null),
      // A board that is closed or another is told of by the session.
      (error: unknown) => this.#asked(isFinal(error) ? null : retryMs),
    );
  }

  #asked(againAfterMs: number | null): void {
    this.#asking = false;
    if (this.#stopped) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (againAfterMs !== null) {
      setTimeout(() => !this.#stopped && this.#ask(), againAfterMs);
      return;
    }
    if (this.#askAgain) this.#ask();
    for (const piece of waiting) this.hear(piece);
    this.#soon(0);
  }

  async #askAll(board: number): Promise<void> {
    for (;;) {
      const piece = await this.parts.ask(board, this.#life, this.#rev);
      if (this.#stopped || piece.board !== this.#board) return;
      if (piece.life !== this.#life) {
        // What the former one had told may not have been kept.
        this.#there.clear();
        this.#life = piece.life;
        this.#rev = 0;
      }
      this.#take(piece);
      if (!piece.more) return;
    }
  }

  #take({ elements, rev }: BoardPiece): void {
    const here = new Map(this.parts.scene().map((element) => [element.id, element]));
    for (const json of elements) {
      const element = fromJson(json);
      if (!element) continue;
      const known = this.#there.get(element.id);
      if (!known || beats(element, known)) this.#there.set(element.id, element);
      if (!isSame(element, here.get(element.id))) this.#foreign.set(element.id, element);
    }
    this.#rev = Math.max(this.#rev, rev);
    this.#settle();
    // What is newer here than what has come.
    this.#soon(sendEveryMs);
  }

  /** Puts on the screen what is newer there. */
  #settle(): void {
    const here = new Map(this.parts.scene().map((element) => [element.id, element]));
    const held = this.parts.held();
    const newer = [...this.#there.values()].filter((element) => {
      const own = here.get(element.id);
      return own ? beats(element, own) && !held.has(element.id) : !element.isDeleted;
    });
    if (newer.length > 0) this.parts.put(newer);
  }

  #newer(): Element[] {
    return this.parts.scene().filter((element) => {
      const there = this.#there.get(element.id);
      if (!isDrawn(element) || isSame(element, this.#foreign.get(element.id))) return false;
      return there ? beats(element, there) : !element.isDeleted;
    });
  }

  async #send(): Promise<void> {
    this.#sending = true;
    const board = this.#board;
    const { messages, tooLarge } = pack(this.#newer());
    const takenBack = tooLarge.filter(({ id }) => !this.parts.held().has(id));
    if (takenBack.length > 0) this.#takeBack(takenBack, "too_large");
    try {
      for (const message of messages) await this.#sendOne(board, message);
    } catch {
      this.#soon(retryMs);
    } finally {
      this.#sending = false;
    }
    // What was drawn meanwhile.
    if (!this.#stopped && board === this.#board && this.#newer().length > 0) this.#soon(sendEveryMs);
  }

  async #sendOne(board: number, message: readonly Element[]): Promise<void> {
    const sent = message.map((element) => ({ ...element }));
    try {
      await this.parts.draw(board, sent.map(toJson));
    } catch (error) {
      if (!isFinal(error)) throw error;
      if (board === this.#board) this.#takeBack(sent, error);
      return;
    }
    if (board !== this.#board) return;
    for (const element of sent) {
      const known = this.#there.get(element.id);
      if (!known || beats(element, known)) this.#there.set(element.id, element);
    }
  }

  /** The screen shows again what is on the board. */
  #takeBack(elements: readonly Element[], why: Refused | "too_large"): void {
    this.parts.put(elements.map((element) => this.#there.get(element.id) ?? { ...element, isDeleted: true }));
    this.parts.refused(why);
  }
}

const isFinal = (error: unknown): error is Refused => error instanceof Refused && error.refusal.retryAfterMs == null;
