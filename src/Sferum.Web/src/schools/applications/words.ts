import type { ApplicationStatus } from "./protocol";

export const statusTag: Record<ApplicationStatus, string> = {
  submitted: "warn",
  returned: "acc",
  approved: "ok",
  rejected: "bad",
};
