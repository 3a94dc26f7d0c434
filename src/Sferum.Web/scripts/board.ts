// Excalidraw for the board of a video session: its fonts from our own files, nothing from a stranger's server, and nothing of it that is not used.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { ownFiles } from "./ownFiles.ts";

/** Those that have Cyrillic or that a tool chooses by itself. The Chinese one alone would be 13 MB. */
const families = ["Excalifont", "Nunito", "ComicShanns", "Cascadia", "Liberation"];
const dist = dirname(fileURLToPath(import.meta.resolve("@excalidraw/excalidraw")));
const stranger = "https://esm.sh/";
const nothing = "\0board/nothing";

export function board(): Plugin {
  const { emit, configureServer } = ownFiles("board/fonts", fonts);
  return {
    name: "board",
    enforce: "pre",
    // Diagrams from text are switched off, and the page speaks two languages.
    resolveId: (id, importer) =>
      id === "@excalidraw/mermaid-to-excalidraw" ||
      (importer?.includes("/@excalidraw/excalidraw/") && id.startsWith("./locales/") && !id.startsWith("./locales/ru-"))
        ? nothing
        : undefined,
    load: (id) => (id === nothing ? "export default {};" : undefined),
    // A font that we don't have is not to be had anywhere.
    transform: (code, id) => {
      if (!id.includes("/@excalidraw/excalidraw/") || !code.includes(stranger)) return undefined;
      return code.replaceAll(`\`${stranger}`, `\`\${location.origin}/board/gone/`);
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === "chunk" && chunk.code.includes(stranger))
          this.error(`${chunk.fileName} asks a stranger's server`);
      emit((file) => this.emitFile(file));
    },
    configureServer,
  };
}

function fonts(): [string, Buffer][] {
  const folder = join(dist, "fonts");
  return families.flatMap((family) =>
    readdirSync(join(folder, family)).map((file): [string, Buffer] => [
      `${family}/${file}`,
      readFileSync(join(folder, family, file)),
    ]),
  );
}
