import { type Ask, withQuery } from "../../live/http";
import type { LocalActKind, Regulation } from "./protocol";

const path = "/api/regulation";

/** The texts in force, as everybody reads and accepts them. */
export const regulationApi = (ask: Ask) => ({
  read: (kind: LocalActKind = "regulation") => ask<Regulation>(withQuery(path, { kind })),
  file: (kind: LocalActKind, version: number) =>
    ask<Blob>(withQuery(`${path}/${version}/file`, { kind }), { file: true }),
  accept: (version: number) => ask<void>(`${path}/accept`, { method: "POST", body: { version } }),
});
