import type { Me } from "../people/protocol";
import type { pushApi } from "./api";

/** Notifications as they are for this person at this school. */
export const pushQuery = (api: ReturnType<typeof pushApi>, { personId, schoolId }: Me) => ({
  queryKey: ["push", personId, schoolId],
  queryFn: api.status,
});
