import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";

// As in src/Sferum.Protocol/Schools/AppointmentDtos.cs.

export interface Appointment {
  personId: string;
  name: string;
  role: string;
  since: number;
  until?: number | null;
  orderId?: string | null;
}

export interface Order {
  id: string;
  schoolId: string;
  schoolName: string;
  kind: "application" | "admin" | "deputy" | "director";
  status: "pending" | "effective" | "refused";
  number: string;
  date: string;
  at: number;
  reason?: string | null;
}

/** Whom an order names: somebody who works here, or somebody by name and phone. */
export interface OrderForm {
  personId?: string;
  familyName?: string;
  givenName?: string;
  middleName?: string;
  phone?: string;
  orderNumber: string;
  orderDate: string;
  order: File;
  role?: string;
  until?: number;
}

interface Orders {
  orders: Order[];
  next?: string | null;
}

/** The fields of a form as the server reads them: one part each, the file as a part of its own. */
export function partsOf(fields: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof File) form.set(name, value);
    else if (value !== undefined && value !== "") form.set(name, String(value));
  }
  return form;
}

/** Who leads the school, and by which orders. */
export const appointmentsApi = (ask: Ask) => {
  const orders = (path: string) =>
    allPages((cursor) =>
      ask<Orders>(withQuery(path, { cursor, limit: 200 })).then(({ orders: items, next }) => ({ items, next })),
    );
  return {
    holders: async () => (await ask<{ appointments: Appointment[] }>("/api/school/appointments")).appointments,
    replaceAdmin: (form: OrderForm) => ask<void>("/api/school/admin", { method: "PUT", body: partsOf(form) }),
    appointDeputy: (form: OrderForm) => ask<void>("/api/school/deputies", { method: "POST", body: partsOf(form) }),
    endDeputy: (personId: string) => ask<void>(`/api/school/deputies/${personId}`, { method: "DELETE" }),
    enterDirector: (form: OrderForm) => ask<void>("/api/school/director", { method: "POST", body: partsOf(form) }),
    /** By an operator, for a school that has nobody yet. */
    enterDirectorOf: (schoolId: string, form: OrderForm) =>
      ask<void>(`/api/operator/schools/${schoolId}/director`, { method: "POST", body: partsOf(form) }),
    orders: () => orders("/api/school/orders"),
    orderFile: (id: string) => ask<Blob>(`/api/school/orders/${id}/file`, { file: true }),
    directorOrders: () => orders("/api/district/director-orders"),
    directorFile: (id: string) => ask<Blob>(`/api/district/director-orders/${id}/file`, { file: true }),
    decideDirector: (id: string, confirm: boolean, reason?: string) =>
      ask<void>(`/api/district/director-orders/${id}/decision`, { method: "POST", body: { confirm, reason } }),
  };
};
