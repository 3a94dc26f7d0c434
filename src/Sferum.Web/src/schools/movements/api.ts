import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import type { Movement, MovementOrdered, MovementRequest, MovementStatus, TakeIn } from "./protocol";

const path = "/api/school/movements";

/** Movement by order and date. */
export const movementsApi = (ask: Ask) => ({
  all: (filter: { status?: MovementStatus; person?: string }) =>
    allPages((cursor) =>
      ask<{ items: Movement[]; next?: string | null }>(withQuery(path, { ...filter, cursor, limit: 200 })).then(
        ({ items, next }) => ({ items, next }),
      ),
    ),
  order: (movement: MovementRequest) => ask<MovementOrdered>(path, { method: "POST", body: movement }),
  takeIn: (taken: TakeIn) => ask<MovementOrdered>(`${path}/transfers`, { method: "POST", body: taken }),
  cancel: (id: string) => ask<Movement>(`${path}/${id}/cancel`, { method: "POST" }),
});
