import type { Ask } from "../../live/http";
import type { ApplicantName, InvitationGlimpse, JoinRequest } from "./protocol";

/** What a link opens; nobody has to sign in for it. */
export const peek = (open: Ask, secret: string): Promise<InvitationGlimpse> =>
  open("/api/invitations/peek", { method: "POST", body: { secret } });

/** One's own requests to join. */
export const joiningApi = (ask: Ask) => ({
  use: (secret: string, name: ApplicantName | null) =>
    ask<JoinRequest>("/api/invitations/use", { method: "POST", body: { secret, ...name } }),
  own: async () => (await ask<{ requests: JoinRequest[] }>("/api/join-requests")).requests,
  withdraw: (id: string) => ask<JoinRequest>(`/api/join-requests/${id}/withdraw`, { method: "POST" }),
});
