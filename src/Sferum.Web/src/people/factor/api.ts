import type { Ask } from "../../live/http";
import type { FactorConfirmed, FactorOffer, FactorState } from "../protocol";

const path = "/api/second-factor";

/** One's own second factor. */
export const factorApi = (ask: Ask) => ({
  read: () => ask<FactorState>(path),
  offer: () => ask<FactorOffer>(path, { method: "POST" }),
  confirm: (code: string) => ask<FactorConfirmed>(`${path}/confirm`, { method: "POST", body: { code } }),
  remove: (code: string) => ask<void>(`${path}/remove`, { method: "POST", body: { code } }),
});
