import type { Ask } from "../live/http";
import type { PushStatus, PushSubscribeRequest, QuietHours } from "./protocol";

const path = "/api/push";

export const pushApi = (ask: Ask) => ({
  status: () => ask<PushStatus>(path),
  subscribe: (browser: PushSubscribeRequest) => ask<void>(`${path}/subscription`, { method: "PUT", body: browser }),
  unsubscribe: () => ask<void>(`${path}/subscription`, { method: "DELETE" }),
  rest: (hours: QuietHours) => ask<void>(`${path}/quiet-hours`, { method: "PUT", body: hours }),
  wake: () => ask<void>(`${path}/quiet-hours`, { method: "DELETE" }),
});
