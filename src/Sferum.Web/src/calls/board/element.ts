/** Of an element of Excalidraw what is needed to bring it in step with others; the rest is Excalidraw's. */
export interface Element {
  id: string;
  type: string;
  version: number;
  versionNonce: number;
  isDeleted?: boolean;
  /** Its place in the order from back to front. */
  index?: string | null;
  [more: string]: unknown;
}

/** As the server bounds them: characters of one element, elements and bytes of one message. */
const longest = 24 * 1024;
const mostAtOnce = 64;
const bytesAtOnce = 28 * 1024;

/** As on the server: what shows pages of others, or pictures that were not sent as files, is not drawn. */
const drawn = new Set(["rectangle", "diamond", "ellipse", "arrow", "line", "freedraw", "text"]);

export const isDrawn = ({ type }: Element): boolean => drawn.has(type);

/** Of two states of an element the one with the higher version stays, of equal ones that with the smaller nonce. */
export const beats = (one: Element, other: Element): boolean =>
  one.version !== other.version ? one.version > other.version : one.versionNonce < other.versionNonce;

export const isSame = (one: Element, other: Element | undefined): boolean =>
  one.version === other?.version && one.versionNonce === other.versionNonce;

/** As it is sent: of what was taken away only the name is left, and a hand's tremor is not sent to the twelfth digit. */
export function toJson(element: Element): string {
  const { id, type, version, versionNonce } = element;
  if (element.isDeleted) return JSON.stringify({ id, type, version, versionNonce, isDeleted: true });
  return JSON.stringify({ ...element, link: null, customData: undefined }, (_, value) =>
    typeof value === "number" && !Number.isInteger(value) ? Math.round(value * 1000) / 1000 : value,
  );
}

/** What the server has said; null for what is no element. */
export function fromJson(json: string): Element | null {
  const read = JSON.parse(json) as Partial<Element> | null;
  return typeof read?.id === "string" && Number.isInteger(read.version) && Number.isInteger(read.versionNonce)
    ? (read as Element)
    : null;
}

/** Messages within the server's bounds, in order; and what is too large for any. */
export function pack(elements: readonly Element[]): { messages: Element[][]; tooLarge: Element[] } {
  const messages: Element[][] = [];
  const tooLarge: Element[] = [];
  let size = 0;
  for (const element of elements) {
    const json = toJson(element);
    // Inside the message it is text once more, with what that escapes.
    const bytes = new TextEncoder().encode(JSON.stringify(json)).length + 1;
    const last = messages.at(-1);
    if (json.length > longest || bytes > bytesAtOnce) {
      tooLarge.push(element);
    } else if (last && last.length < mostAtOnce && size + bytes <= bytesAtOnce) {
      last.push(element);
      size += bytes;
    } else {
      messages.push([element]);
      size = bytes;
    }
  }
  return { messages, tooLarge };
}

/** A scene with some elements as they are to be, in the order from back to front. */
export function put(scene: readonly Element[], changed: readonly Element[]): Element[] {
  const all = new Map(scene.map((element) => [element.id, element]));
  for (const change of changed) {
    const before = all.get(change.id);
    // What was taken away comes as its name alone.
    if (!change.isDeleted) all.set(change.id, change);
    else if (before) all.set(change.id, { ...before, ...change });
  }
  return [...all.values()].sort(fromBehind);
}

/** From back to front; what is no drawing lies behind all. In another order Excalidraw would give them new places, which is a change. */
export const fromBehind = (one: Element, other: Element): number =>
  Number(isDrawn(one)) - Number(isDrawn(other)) ||
  compare(one.index ?? "", other.index ?? "") ||
  compare(one.id, other.id);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
