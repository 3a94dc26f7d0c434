// The service worker, built after the page because it names the page's files: what the chats need at once, not the desk and not the emoji.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
  assets?: string[];
}

type Manifest = Record<string, Chunk>;

const worker = join(import.meta.dirname, "..", "src", "shell", "offline", "worker.ts");
const named: Record<string, string> = {
  "/": "index.html",
  "/theme.js": "theme.js",
  "/favicon.svg": "favicon.svg",
  "/favicon-unread.svg": "favicon-unread.svg",
};
/** Loaded only when they are asked for, and yet part of what opens without a network. */
const wanted = /^src\/(chats|people|push|shell)\/|^src\/texts\/(ru|en)\.ts$/;

export function serviceWorker(): Plugin {
  let dist = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved: ({ root, build: { outDir } }) => {
      dist = join(root, outDir);
    },
    closeBundle: async () => {
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        define: { __SHELL__: JSON.stringify(shellOf(dist)), __NOTICES__: JSON.stringify(notices()) },
        build: {
          target: "es2022",
          outDir: dist,
          emptyOutDir: false,
          rolldownOptions: { input: worker, output: { format: "iife", entryFileNames: "sw.js" } },
        },
      });
    },
  };
}

function shellOf(dist: string) {
  const manifest = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8")) as Manifest;
  const assets = filesOf(manifest).map((file) => `/${file}`);
  const hashes = Object.entries(named).map(([path, file]) => [path, sha256(readFileSync(join(dist, file)))]);
  const version = sha256(JSON.stringify([assets, hashes])).slice(0, 16);
  return { version, assets, named: Object.fromEntries(hashes) };
}

/** What notifications say, in every language: the worker has no catalogues. */
function notices() {
  const texts = join(import.meta.dirname, "..", "..", "Sferum.Protocol", "Texts");
  const of = (language: string) => {
    const { notice } = JSON.parse(readFileSync(join(texts, `${language}.json`), "utf8")).web.push;
    const forms = (kind: string) =>
      Object.fromEntries(
        Object.entries(notice)
          .filter(([key]) => key.startsWith(`${kind}_`))
          .map(([key, text]) => [key.slice(kind.length + 1), text]),
      );
    return { title: notice.title, chat: forms("chat"), digest: forms("digest") };
  };
  return { ru: of("ru"), en: of("en") };
}

function filesOf(manifest: Manifest): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry || wanted.test(key)) visit(key);
  return [...files].sort();
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
