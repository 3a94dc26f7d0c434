import type { Ask } from "../live/http";
import type { PushStatus, PushSubscribeRequest, QuietHours } from "./protocol";

const path = "/api/push";
const ofSchool = "/api/school/quiet-hours";

export const pushApi = (ask: Ask) => ({
  status: () => ask<PushStatus>(path),
  subscribe: (browser: PushSubscribeRequest) => ask<void>(`${path}/subscription`, { method: "PUT", body: browser }),
  unsubscribe: () => ask<void>(`${path}/subscription`, { method: "DELETE" }),
  rest: (hours: QuietHours) => ask<void>(`${path}/quiet-hours`, { method: "PUT", body: hours }),
  wake: () => ask<void>(`${path}/quiet-hours`, { method: "DELETE" }),
  /** In the school's own zone, whatever is said here. */
  restSchool: (hours: Pick<QuietHours, "from" | "to">) =>
    ask<void>(ofSchool, { method: "PUT", body: { ...hours, zone: null } satisfies QuietHours }),
  wakeSchool: () => ask<void>(ofSchool, { method: "DELETE" }),
});
