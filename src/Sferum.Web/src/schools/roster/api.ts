import { type Ask, withQuery } from "../../live/http";
import type { RosterPreview, RosterWish } from "./protocol";

const path = "/api/school/roster";

/** The server takes nothing else for an archive, whatever the device calls the file. */
const zip = (file: Blob) => new Blob([file], { type: "application/zip" });

/** The own school's lists from a file: shown first, then exactly what was shown. */
export const rosterApi = (ask: Ask) => ({
  preview: (file: Blob, wish: RosterWish) =>
    ask<RosterPreview>(withQuery(`${path}/preview`, { ...wish }), { method: "POST", body: zip(file) }),
  import: (file: Blob, wish: RosterWish, revision: string) =>
    ask<RosterPreview>(withQuery(path, { ...wish, revision }), { method: "POST", body: zip(file) }),
});
