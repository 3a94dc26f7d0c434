// Emoji with names in a language, made of emojibase's data at build time: nothing is fetched from anybody, and the page gets only what the picker shows.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

interface Entry {
  emoji: string;
  group?: number;
  version: number;
  label: string;
  tags?: string[];
  skins?: { emoji: string; tone: number | number[] }[];
}

interface Messages {
  groups: { key: string; message: string; order: number }[];
  skinTones: { key: string; message: string }[];
}

const prefix = "virtual:emoji/";
/** Newer ones are empty boxes on the devices that schools have. */
const newest = 14;
const tones = ["light", "medium-light", "medium", "medium-dark", "dark"];
const require = createRequire(import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(require.resolve(`emojibase-data/${path}`), "utf8")) as T;

export function emojiData(): Plugin {
  return {
    name: "emoji",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load: (id) => {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const data = dataOf(id.slice(prefix.length + 1));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});`;
    },
  };
}

function dataOf(locale: string) {
  const { groups, skinTones } = read<Messages>(`${locale}/messages.json`);
  // Parts of emoji are no emoji; flags are two letters on Windows.
  const shown = groups.filter(({ key }) => key !== "component" && key !== "flags");
  const places = new Set(shown.map(({ order }) => order));
  const emojis = read<Entry[]>(`${locale}/data.json`)
    .filter(({ group, version }) => group !== undefined && places.has(group) && version <= newest)
    .map(({ emoji, group, version, label, tags = [], skins }) => ({
      emoji,
      category: group,
      version,
      label: upper(label),
      tags,
      ...(skins && { skins: Object.fromEntries(skins.flatMap(toneOf)) }),
    }));
  return {
    locale,
    emojis,
    categories: shown.map(({ order, message }) => ({ index: order, label: upper(message) })),
    skinTones: Object.fromEntries(skinTones.map(({ key, message }) => [key, upper(message)])),
  };
}

const toneOf = ({ tone, emoji }: { emoji: string; tone: number | number[] }) =>
  typeof tone === "number" ? [[tones[tone - 1], emoji]] : [];

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
