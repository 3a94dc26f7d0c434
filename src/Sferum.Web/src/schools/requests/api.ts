import { type Ask, withQuery } from "../../live/http";
import { type Refusal, Refused } from "../../live/protocol";
import type { JoinRequest, LinkKind } from "../joining/protocol";
import { allPages } from "../parts/useDesk";

export interface JoinQueue {
  requests: JoinRequest[];
  next?: string | null;
}

export interface JoinDecision {
  id: string;
  request?: JoinRequest | null;
  refusal?: Refusal | null;
}

const path = "/api/school/join-requests";
/** The server decides so many at once. */
const bulk = 200;

/** Guardians are in the queue too, and are confirmed elsewhere. */
const decidedHere: LinkKind[] = ["staff", "student"];

const longestFirst = (lists: JoinRequest[][]): JoinRequest[] => lists.flat().sort((a, b) => a.createdAt - b.createdAt);

/** The administrator's queue of those who want to come in. */
export const requestsApi = (ask: Ask) => ({
  first: async (limit: number) => {
    const read = async (kind: LinkKind) => (await ask<JoinQueue>(withQuery(path, { kind, limit }))).requests;
    return longestFirst(await Promise.all(decidedHere.map(read))).slice(0, limit);
  },
  all: async (kinds: LinkKind[] = decidedHere) => {
    const read = (kind: LinkKind) =>
      allPages(async (cursor) => {
        const { requests, next } = await ask<JoinQueue>(withQuery(path, { kind, cursor, limit: bulk }));
        return { items: requests, next };
      });
    return longestFirst(await Promise.all(kinds.map(read)));
  },
  /** Each is answered by itself; told after each part how many are through. */
  decide: async (
    ids: string[],
    accept: boolean,
    reason?: string,
    progress: (done: number) => void = () => undefined,
  ) => {
    const results: JoinDecision[] = [];
    for (let from = 0; from < ids.length; from += bulk) {
      const body = { ids: ids.slice(from, from + bulk), accept, reason };
      results.push(...(await ask<{ results: JoinDecision[] }>(`${path}/decide`, { method: "POST", body })).results);
      progress(results.length);
    }
    return results;
  },
  /** One request; of several kept places the one that is taken, or nobody's. */
  decideOne: async (id: string, answer: { accept: boolean; reason?: string; place?: string }) => {
    const body = { ids: [id], ...answer };
    const [result] = (await ask<{ results: JoinDecision[] }>(`${path}/decide`, { method: "POST", body })).results;
    if (result?.refusal) throw new Refused(result.refusal);
    return result?.request;
  },
  settings: () => ask<{ autoAccept: boolean }>("/api/school/join-settings"),
  set: (autoAccept: boolean) =>
    ask<{ autoAccept: boolean }>("/api/school/join-settings", { method: "PUT", body: { autoAccept } }),
});
