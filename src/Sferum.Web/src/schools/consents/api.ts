import type { Ask } from "../../live/http";
import type { Consent, OwnChildren, StudentConsents, StudentWithoutConsent } from "./protocol";

const path = "/api/consents";

/** Consents of legal representatives. */
export const consentsApi = (ask: Ask) => ({
  own: () => ask<OwnChildren>("/api/children"),
  of: (studentId: string) => ask<StudentConsents>(`${path}/${studentId}`),
  give: (studentId: string, version: number) => ask<Consent>(path, { method: "POST", body: { studentId, version } }),
  record: (studentId: string, paper: string, givenById?: string) =>
    ask<Consent>(path, { method: "POST", body: { studentId, paper, givenById } }),
  withdraw: (studentId: string, reason?: string) =>
    ask<Consent>(`${path}/withdraw`, { method: "POST", body: { studentId, reason } }),
  missing: async () => (await ask<{ students: StudentWithoutConsent[] }>("/api/school/consents/missing")).students,
  born: (studentId: string, birthDate: string | null) =>
    ask<void>(`/api/people/${studentId}/birth-date`, { method: "PUT", body: { birthDate } }),
});
