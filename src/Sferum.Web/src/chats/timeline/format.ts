import type { Mention } from "../protocol";

/** A piece of a message's text. Everything that is no mark is text as it was typed. */
export type Piece =
  | { kind: "text" | "bold" | "italic" | "code" | "block" | "link"; text: string }
  | { kind: "mention"; text: string; mention: Mention };

const block = "```\\n?(?<block>[^]+?)\\n?```";
const code = "`(?<code>[^`\\n]+)`";
const bold = "\\*\\*(?<bold>[^*\\n]+)\\*\\*";
const italic = "(?<![\\p{L}\\p{N}_])_(?<italic>[^_\\n]+)_(?![\\p{L}\\p{N}_])";
const link = '(?<link>https?:\\/\\/[^\\s<>"]+[^\\s<>".,;:!?)\\]])';

/** Marks of a text: **bold**, _italic_, `code`, ```blocks```, addresses, and who is mentioned. Marks do not nest. */
export function pieces(text: string, mentions: Mention[] = []): Piece[] {
  const byLabel = new Map(mentions.map((mention) => [mention.label, mention]));
  // The longest name first: «Анна Ветрова» is not «Анна».
  const labels = [...byLabel.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const named = labels.length > 0 ? [`@(?<mention>${labels.join("|")})`] : [];
  const marks = new RegExp([block, code, bold, italic, link, ...named].join("|"), "gu");
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) found.push({ kind: "text", text: text.slice(from, match.index) });
    found.push(pieceOf(match, byLabel));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: "text", text: text.slice(from) });
  return found;
}

function pieceOf(match: RegExpMatchArray, byLabel: Map<string, Mention>): Piece {
  const { mention: label, ...marks } = match.groups ?? {};
  const mention = label === undefined ? undefined : byLabel.get(label);
  if (mention) return { kind: "mention", text: match[0], mention };
  const [kind, text] = Object.entries(marks).find(([, inside]) => inside !== undefined) ?? ["text", match[0]];
  return { kind: kind as "text", text: text ?? "" };
}

const escaped = (label: string): string => label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
