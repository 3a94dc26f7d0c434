// PDF.js for pages under the board: what it asks for by name (maps of characters, the fonts that every reader has, a decoder for scans) from our own files.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { ownFiles } from "./ownFiles.ts";

const root = join(dirname(fileURLToPath(import.meta.resolve("pdfjs-dist"))), "..");

export function pdf(): Plugin {
  const { emit, configureServer } = ownFiles("pdf", files);
  return {
    name: "pdf",
    generateBundle() {
      emit((file) => this.emitFile(file));
    },
    configureServer,
  };
}

function files(): [string, Buffer][] {
  const names = ["cmaps", "standard_fonts"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  // Without WebAssembly, which the page's Content-Security-Policy does not allow.
  return [...names, "wasm/openjpeg_nowasm_fallback.js"].map((name) => [name, readFileSync(join(root, name))]);
}
