import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import { type OrderForm, partsOf } from "./api";

// As in src/Sferum.Protocol/Schools/DistrictOfficerDtos.cs.

export interface Officer {
  personId: string;
  name: string;
  since: number;
  orderId?: string | null;
}

export interface OfficerOrder {
  id: string;
  kind: "appoint" | "end";
  personId: string;
  name: string;
  number: string;
  date: string;
  at: number;
}

const path = "/api/operator/district-officers";
const orders = "/api/operator/district-orders";

/** Officers of the district, whom an operator appoints and ends by an order. */
export const officersApi = (ask: Ask) => ({
  all: async () => (await ask<{ officers: Officer[] }>(path)).officers,
  appoint: (form: OrderForm) => ask<void>(path, { method: "POST", body: partsOf(form) }),
  end: (personId: string, form: OrderForm) =>
    ask<void>(`${path}/${personId}/end`, { method: "POST", body: partsOf(form) }),
  orders: () =>
    allPages(async (cursor) => {
      const page = await ask<{ orders: OfficerOrder[]; next?: string | null }>(
        withQuery(orders, { cursor, limit: 200 }),
      );
      return { items: page.orders, next: page.next };
    }),
  file: (id: string) => ask<Blob>(`${orders}/${id}/file`, { file: true }),
});
