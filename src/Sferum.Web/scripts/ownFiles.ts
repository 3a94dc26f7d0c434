// Files of a library that its code asks for by name: from our own origin, beside the page and not hashed.
import type { Plugin } from "vite";

type Files = [name: string, bytes: Buffer][];

/** A plugin that lays them into a folder of the build, and that the development server answers from. */
export function ownFiles(
  folder: string,
  files: () => Files,
): Pick<Plugin, "configureServer"> & {
  emit: (emitFile: (file: { type: "asset"; fileName: string; source: Buffer }) => void) => void;
} {
  return {
    emit: (emitFile) => {
      for (const [name, source] of files()) emitFile({ type: "asset", fileName: `${folder}/${name}`, source });
    },
    configureServer: ({ middlewares }) => {
      const all = new Map(files());
      middlewares.use(`/${folder}`, ({ url }, answer, next) => {
        const bytes = all.get(url?.slice(1) ?? "");
        if (bytes) answer.end(bytes);
        else next();
      });
    },
  };
}
