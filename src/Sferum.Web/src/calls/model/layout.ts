import type { CallState, Seat } from "../protocol";

export const pageSize = 25;
/** On a narrow screen, so that faces are still seen. */
const narrowPageSize = 8;
/** Beside what is large. */
const stripSize = 8;

/** A tile of the screen. */
export interface Tile {
  seat: Seat;
  screen: boolean;
}

export interface Layout {
  kind: "grid" | "stage";
  /** What is shown large; none in the grid. */
  large: Tile | null;
  /** The grid's page, or the thumbnails beside what is large. */
  tiles: Tile[];
  page: number;
  pages: number;
}

/** What the person has chosen. */
export interface View {
  kind: "grid" | "speaker";
  page: number;
  /** Whose tile is large until it is let go. */
  pinned: string | null;
}

export const firstView: View = { kind: "grid", page: 0, pinned: null };

/**
 * Whoever is pinned takes the stage; then whoever was put in the foreground for all; then a shared screen; then, where one wants to see the speaker, that one. Otherwise there is a grid of up to 25, in
 * pages. Those who lead come first, then those with a raised hand, then in the order of coming.
 */
export function layoutOf(state: CallState, me: string, view: View, speaker: string | null, narrow = false): Layout {
  const seats = ordered(state);
  // One's own screen is before one's eyes already.
  const sharing = seats.find(({ personId, shares }) => shares && personId !== me);
  const pinned = seats.find(({ personId }) => personId === view.pinned);
  // One's own picture is in the foreground for others.
  const shown = seats.find(({ personId }) => personId === state.spotlight && personId !== me);
  const front = pinned ?? shown;
  const others = seats.filter(({ personId }) => personId !== me);
  const speaking = seats.find(({ personId }) => personId === speaker && personId !== me) ?? others[0];
  const large: Tile | null = front
    ? { seat: front, screen: front.shares && front.personId !== me }
    : sharing
      ? { seat: sharing, screen: true }
      : view.kind === "speaker" && speaking
        ? { seat: speaking, screen: false }
        : null;
  const beside = seats.filter(({ personId }) => large === null || large.screen || personId !== large.seat.personId);
  const size = large ? stripSize : narrow ? narrowPageSize : pageSize;
  const pages = Math.max(1, Math.ceil(beside.length / size));
  const page = Math.min(view.page, pages - 1);
  const tiles = beside.slice(page * size, (page + 1) * size).map((seat): Tile => ({ seat, screen: false }));
  return { kind: large ? "stage" : "grid", large, tiles, page, pages };
}

function ordered({ seats, hands }: CallState): Seat[] {
  const rank = ({ role, personId }: Seat) =>
    role === "leader" ? 0 : role === "co_leader" ? 1 : hands.includes(personId) ? 2 : 3;
  return [...seats].sort((a, b) => rank(a) - rank(b) || a.since - b.since);
}

/** Columns of a grid, so that tiles stay about as wide as a picture. */
export function columnsFor(count: number, narrow: boolean): number {
  const most = narrow ? 2 : 5;
  return Math.max(1, Math.min(most, Math.ceil(Math.sqrt(count))));
}
