import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import type {
  Application,
  ApplicationDetails,
  ApplicationLine,
  ApplicationReceipt,
  ApplicationStatus,
} from "./protocol";

const secretHeader = "X-Application-Secret";

/** The applicant's side: nobody signs in, the secret opens the page. */
export const applyApi = (open: Ask) => ({
  submit: (form: FormData, secret: string) =>
    open<ApplicationReceipt>("/api/applications", { method: "POST", body: form, headers: { [secretHeader]: secret } }),
  resubmit: (number: number, form: FormData, secret: string) =>
    open<Application>(`/api/applications/${number}`, {
      method: "PUT",
      body: form,
      headers: { [secretHeader]: secret },
    }),
  find: (number: number, secret: string) =>
    open<Application>(`/api/applications/${number}`, { headers: { [secretHeader]: secret } }),
});

const path = "/api/operator/applications";

/** The operator's side. */
export const applicationsApi = (ask: Ask) => ({
  all: (status: ApplicationStatus | undefined) =>
    allPages((cursor) =>
      ask<{ applications: ApplicationLine[]; next?: string | null }>(withQuery(path, { status, cursor })).then(
        ({ applications: items, next }) => ({ items, next }),
      ),
    ),
  one: (number: number) => ask<ApplicationDetails>(`${path}/${number}`),
  takeIn: (form: FormData) => ask<ApplicationReceipt>(path, { method: "POST", body: form }),
  orderFile: (number: number) => ask<Blob>(`${path}/${number}/order`, { file: true }),
  decide: (number: number, decision: "approve" | "return" | "reject", revision: number, reason?: string) =>
    ask<Application>(`${path}/${number}/decision`, { method: "POST", body: { decision, revision, reason } }),
});
