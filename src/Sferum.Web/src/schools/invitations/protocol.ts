import type { LinkKind } from "../joining/protocol";

// As in src/Sferum.Protocol/Schools/Invitations.cs.

export interface Invitation {
  id: string;
  kind: LinkKind;
  role: string;
  classId?: string | null;
  classTitle?: string | null;
  cap: number;
  uses: number;
  alive: boolean;
  createdAt: number;
  expiresAt: number;
  revokedAt?: number | null;
  createdBy: string;
}

export interface NewInvitation {
  kind: "staff" | "student";
  role?: string;
  classId?: string;
  cap?: number;
  hours?: number;
}

export interface OpenInvitation {
  invitation: Invitation;
  secret: string;
  url: string;
  qrSvg: string;
}

export interface InvitationEvent {
  what: "used" | "shown" | "printed" | "handed";
  personId: string;
  name: string;
  to?: string | null;
  at: number;
}
