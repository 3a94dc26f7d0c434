import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LineLost, Refused } from "../../live/protocol";
import type { BoardPiece } from "../protocol";
import { BoardSync } from "./boardSync";
import { beats, type Element, fromJson, isSame, pack, put, toJson } from "./element";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The session's board, by the server's rules. */
class FakeBoard {
  number = 1;
  life = 1;
  rev = 0;
  elements = new Map<string, { element: Element; rev: number }>();
  readonly screens: Screen[] = [];
  lost = false;
  refusal: string | null = null;
  messages = 0;

  get state() {
    return { number: this.number, all: true, life: this.life, rev: this.rev };
  }

  draw(board: number, elements: string[]): void {
    if (this.lost) throw new LineLost();
    if (this.refusal || board !== this.number)
      throw new Refused({ code: this.refusal ?? "call.no_board", message: "" });
    this.messages += 1;
    const from = this.rev;
    for (const json of elements) {
      const element = fromJson(json) as Element;
      const known = this.elements.get(element.id)?.element;
      if (known && !beats(element, known)) continue;
      this.rev += 1;
      this.elements.set(element.id, { element, rev: this.rev });
    }
    const piece = this.since(from);
    for (const screen of this.screens) screen.told(piece);
  }

  since(from: number): BoardPiece {
    const elements = [...this.elements.values()].filter(({ rev }) => rev > from).sort((a, b) => a.rev - b.rev);
    const { number: board, life, rev } = this;
    return { board, life, from, rev, more: false, elements: elements.map(({ element }) => toJson(element)) };
  }

  /** The silo is gone: what was not stored yet is lost, and revisions count anew. */
  fallBack(to: FakeBoard["elements"]): void {
    this.elements = new Map(to);
    this.life += 1;
    for (const screen of this.screens) screen.sync.stand(this.state);
  }

  clear(): void {
    this.number += 1;
    this.elements = new Map();
    this.rev = 0;
    for (const screen of this.screens) screen.sync.stand(this.state);
  }
}

/** One browser's drawing. */
class Screen {
  scene: readonly Element[] = [];
  held = new Set<string>();
  mayDraw = true;
  deaf = false;
  readonly refused: string[] = [];
  readonly sync: BoardSync;

  constructor(readonly board: FakeBoard) {
    board.screens.push(this);
    this.sync = new BoardSync({
      draw: async (number, elements) => board.draw(number, elements),
      ask: async (_, life, since) => {
        if (board.lost) throw new LineLost();
        return board.since(life === board.life ? since : 0);
      },
      mayDraw: () => this.mayDraw,
      scene: () => this.scene,
      held: () => this.held,
      put: (changed) => {
        this.scene = put(this.scene, changed);
      },
      clear: () => {
        this.scene = [];
      },
      refused: (why) => this.refused.push(why === "too_large" ? why : why.code),
    });
    this.sync.stand(board.state);
  }

  told(piece: BoardPiece): void {
    if (!this.deaf) this.sync.hear(piece);
  }

  draw(id: string, change: Partial<Element> = {}): void {
    const before = this.scene.find((one) => one.id === id);
    const element = { ...line(id), ...before, version: (before?.version ?? 0) + 1, versionNonce: ++nonce, ...change };
    this.scene = put(before ? this.scene : [...this.scene, element], [element]);
    this.sync.changed();
  }

  get shown(): string[] {
    return this.scene.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id);
  }
}

let nonce = 0;
const line = (id: string, version = 1, versionNonce = 1): Element => ({
  id,
  type: "line",
  version,
  versionNonce,
  index: `a${id}`,
});
const settled = () => vi.advanceTimersByTimeAsync(5000);

describe("two screens and the board", () => {
  it("show the same, whoever draws", async () => {
    const board = new FakeBoard();
    const [one, other] = [new Screen(board), new Screen(board)];
    await settled();
    one.draw("a");
    other.draw("b");
    await settled();
    expect(one.shown).toEqual(["a", "b"]);
    expect(other.shown).toEqual(one.shown);
    one.draw("a", { isDeleted: true });
    await settled();
    expect(other.shown).toEqual(["b"]);
  });

  it("send what changed together, and nothing that came from others", async () => {
    const board = new FakeBoard();
    const [one] = [new Screen(board), new Screen(board)];
    await settled();
    for (let i = 0; i < 20; i++) one.draw("a");
    await settled();
    expect(board.messages).toBe(1);
  });

  it("show what was drawn before one came, and what was told while one was deaf", async () => {
    const board = new FakeBoard();
    const one = new Screen(board);
    one.draw("a");
    await settled();
    const late = new Screen(board);
    await settled();
    expect(late.shown).toEqual(["a"]);
    late.deaf = true;
    one.draw("b");
    await settled();
    late.deaf = false;
    one.draw("c");
    await settled();
    expect(late.shown).toEqual(["a", "b", "c"]);
  });

  it("send again after a lost line", async () => {
    const board = new FakeBoard();
    const [one, other] = [new Screen(board), new Screen(board)];
    await settled();
    board.lost = true;
    one.draw("a");
    await settled();
    board.lost = false;
    await settled();
    expect(other.shown).toEqual(["a"]);
  });

  it("bring back what the silo had not stored, each its own", async () => {
    const board = new FakeBoard();
    const [one, other] = [new Screen(board), new Screen(board)];
    await settled();
    one.draw("a");
    await settled();
    const stored = new Map(board.elements);
    one.draw("b");
    await settled();
    other.mayDraw = false;
    const before = board.messages;
    board.fallBack(stored);
    await settled();
    expect([...board.elements.keys()]).toEqual(["a", "b"]);
    expect(board.messages).toBe(before + 1);
  });

  it("begin with nothing after the board was emptied", async () => {
    const board = new FakeBoard();
    const [one, other] = [new Screen(board), new Screen(board)];
    one.draw("a");
    await settled();
    board.clear();
    await settled();
    expect([one.shown, other.shown]).toEqual([[], []]);
    other.draw("b");
    await settled();
    expect(one.shown).toEqual(["b"]);
  });

  it("take back what the server refuses, and say why", async () => {
    const board = new FakeBoard();
    const one = new Screen(board);
    one.draw("a");
    await settled();
    board.refusal = "call.drawing_locked";
    one.draw("a", { x: 5 });
    one.draw("b");
    await settled();
    expect(one.refused).toEqual(["call.drawing_locked"]);
    expect(one.shown).toEqual(["a"]);
    expect(one.scene.find(({ id }) => id === "a")?.version).toBe(1);
  });

  it("take back what is too large for any message", async () => {
    const one = new Screen(new FakeBoard());
    one.draw("a", { text: "я".repeat(20_000) });
    await settled();
    expect([one.refused, one.shown]).toEqual([["too_large"], []]);
  });

  it("change nothing under the hand until it is lifted", async () => {
    const board = new FakeBoard();
    const [one, other] = [new Screen(board), new Screen(board)];
    one.draw("a");
    await settled();
    other.held.add("a");
    one.draw("a");
    await settled();
    expect(other.scene[0]?.version).toBe(1);
    other.held.clear();
    other.sync.changed();
    await settled();
    expect(other.scene[0]?.version).toBe(2);
  });

  it("send nothing of pictures and of what the server does not take", async () => {
    const board = new FakeBoard();
    const one = new Screen(board);
    one.draw("a", { type: "image" });
    one.draw("b", { type: "iframe" });
    await settled();
    expect(board.messages).toBe(0);
  });

  it("end up the same after any course of things", async () => {
    const step = fc.tuple(
      fc.constantFrom("draw", "erase", "deaf", "hear", "lose", "mend", "wait"),
      fc.nat(2),
      fc.nat(3),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const board = new FakeBoard();
        const screens = [new Screen(board), new Screen(board), new Screen(board)];
        for (const [what, who, id] of steps) {
          const screen = screens[who] as Screen;
          if (what === "draw") screen.draw(String(id));
          if (what === "erase" && screen.shown.includes(String(id))) screen.draw(String(id), { isDeleted: true });
          if (what === "deaf") screen.deaf = true;
          if (what === "hear") screen.deaf = false;
          if (what === "lose") board.lost = true;
          if (what === "mend") board.lost = false;
          if (what === "wait") await vi.advanceTimersByTimeAsync(150);
        }
        board.lost = false;
        for (const screen of screens) screen.deaf = false;
        await settled();
        // The session tells its state again and again.
        for (const screen of screens) screen.sync.stand(board.state);
        await settled();
        const there = [...board.elements.values()].filter(({ element }) => !element.isDeleted);
        for (const screen of screens) {
          const shown = screen.scene.filter(({ isDeleted }) => !isDeleted);
          expect(shown.length).toBe(there.length);
          for (const element of shown) expect(isSame(element, board.elements.get(element.id)?.element)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("messages", () => {
  it("stay within the server's bounds", () => {
    const { messages, tooLarge } = pack(
      Array.from({ length: 150 }, (_, i) => ({ ...line(String(i)), text: "я".repeat(i * 10) })),
    );
    expect(tooLarge).toEqual([]);
    expect(messages.flat()).toHaveLength(150);
    for (const message of messages) {
      const bytes = new TextEncoder().encode(JSON.stringify({ elements: message.map(toJson) })).length;
      expect([message.length <= 64, bytes <= 30 * 1024]).toEqual([true, true]);
    }
  });

  it("name no address and say no more digits than one sees", () => {
    const sent = fromJson(toJson({ ...line("a"), link: "https://example.org", customData: { a: 1 }, x: 1.23456789 }));
    expect(sent).toMatchObject({ link: null, x: 1.235 });
    expect(sent).not.toHaveProperty("customData");
  });
});
