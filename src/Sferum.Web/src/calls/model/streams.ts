import type { CallState, Stream } from "../protocol";

/** Most sounds taken at once: an answer with more streams would not fit into one message of the hub. */
const mostSounds = 20;
/** Most pictures taken at once, whatever is on the screen. */
export const mostPictures = 12;

/** A stream's name among others. */
export const streamKey = ({ personId, screen, video }: Stream): string =>
  `${personId}/${screen ? "screen" : "camera"}/${video ? "video" : "audio"}`;

/** A tile on the screen: whose camera or screen, and how wide it is drawn. */
export interface Look {
  personId: string;
  screen: boolean;
  /** In CSS pixels. */
  width: number;
}

/** What somebody on a thin line does without. */
export interface Modes {
  /** No picture at all, neither cameras nor screens. */
  audioOnly: boolean;
  /** No cameras of others. */
  noCameras: boolean;
  /** No screens of others. */
  noScreens: boolean;
  /** One's own screen goes as slides: a picture a second. */
  slides: boolean;
}

export const allModes: Modes = { audioOnly: false, noCameras: false, noScreens: false, slides: false };

/** What there is to choose from. */
interface Choice {
  state: CallState;
  me: string;
  /** What is on the screen, the most important first. */
  looks: Look[];
  modes: Modes;
  /** Who was heard, the latest first. */
  talked: string[];
  /** Whose sound is subscribed to already: as long as there is room it stays, so that a microphone that is switched on again is heard at once. */
  kept: ReadonlySet<string>;
}

/**
 * What is to be subscribed to: the sound of those whose microphone is on, whoever talked last first, and the pictures that are looked at, in the order in
 * which they are named. Only what can be subscribed to is wanted.
 */
export function wantedStreams({ state, me, looks, modes, talked, kept }: Choice): Stream[] {
  const seats = new Map(state.seats.map((seat) => [seat.personId, seat]));
  const order = (personId: string) => (talked.includes(personId) ? talked.indexOf(personId) : talked.length);
  const sounds = state.seats
    .filter(({ personId, sends, microphone }) => personId !== me && sends && (microphone || kept.has(personId)))
    .sort((a, b) => Number(b.microphone) - Number(a.microphone) || order(a.personId) - order(b.personId))
    .slice(0, mostSounds)
    .map(({ personId }): Stream => ({ personId, screen: false, video: false }));
  const seen = looks
    .filter(({ personId, screen }) => {
      const seat = seats.get(personId);
      if (!seat || personId === me || modes.audioOnly) return false;
      return screen ? seat.shares && !modes.noScreens : seat.sends && seat.camera && !modes.noCameras;
    })
    .map(({ personId, screen }): Stream => ({ personId, screen, video: true }));
  return [...sounds, ...fewest(distinct(seen), order)];
}

/** By which of the person's connections a stream comes; null: the server does not say. */
export function numberOf({ seats }: CallState, { personId, screen }: Stream): number | null {
  const seat = seats.find((one) => one.personId === personId);
  return (screen ? seat?.sharesAs : seat?.sendsAs) ?? null;
}

/** What has to be asked for so that `given` becomes `wanted`. */
export function difference(wanted: Stream[], given: Stream[]): { add: Stream[]; remove: Stream[] } {
  const has = new Set(given.map(streamKey));
  const wants = new Set(wanted.map(streamKey));
  return {
    add: wanted.filter((stream) => !has.has(streamKey(stream))),
    remove: given.filter((stream) => !wants.has(streamKey(stream))),
  };
}

/** Which layer of a simulcast a tile of this width is drawn from. A screen has one. */
export function layerFor(width: number): 0 | 1 | 2 {
  if (width <= 240) return 0;
  return width <= 520 ? 1 : 2;
}

/** Where there are too many pictures, the first one stays, and then whoever talked last. */
function fewest(pictures: Stream[], order: (personId: string) => number): Stream[] {
  const [first, ...rest] = pictures;
  if (!first || pictures.length <= mostPictures) return pictures;
  return [first, ...rest.sort((a, b) => order(a.personId) - order(b.personId))].slice(0, mostPictures);
}

const distinct = (streams: Stream[]): Stream[] => [...new Map(streams.map((one) => [streamKey(one), one])).values()];
