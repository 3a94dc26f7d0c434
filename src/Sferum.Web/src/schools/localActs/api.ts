import { type Ask, withQuery } from "../../live/http";
import type { LocalAct, LocalActKind } from "../regulation/protocol";

const path = "/api/school/local-acts";

export interface AcceptanceLine {
  personId: string;
  name: string;
  acceptedAt?: number | null;
}

/** As in src/Sferum.Protocol/Schools/LocalActDto.cs. */
export interface Acceptances {
  version?: number | null;
  accepted: number;
  missing: number;
  people: AcceptanceLine[];
  next?: string | null;
}

/** Versions of the regulation and of the consent's text: drafted, put into force, and who has accepted them. */
export const localActsApi = (ask: Ask) => ({
  all: async (kind: LocalActKind) => (await ask<{ versions: LocalAct[] }>(withQuery(path, { kind }))).versions,
  read: (kind: LocalActKind, version: number) => ask<LocalAct>(withQuery(`${path}/${version}`, { kind })),
  draft: (kind: LocalActKind, title: string, text: string) =>
    ask<LocalAct>(path, { method: "POST", body: { kind, title, text } }),
  draftFile: (kind: LocalActKind, title: string, file: Blob) =>
    ask<LocalAct>(withQuery(`${path}/file`, { kind, title }), { method: "POST", body: file }),
  activate: (kind: LocalActKind, version: number, required: boolean) =>
    ask<LocalAct>(`${path}/${version}/activate`, { method: "POST", body: { kind, required } }),
  acceptance: (accepted: boolean, cursor?: string) =>
    ask<Acceptances>(withQuery(`${path}/acceptance`, { accepted, cursor })),
});
