// As in src/Sferum.Protocol/People.

export interface CodeSent {
  attemptId: string;
  expiresInSeconds: number;
  resendInSeconds: number;
}

export interface ConfirmRequest {
  attemptId: string;
  code: string;
  claim?: string;
  device?: string;
  deviceId?: string;
}

export interface Affiliation {
  schoolId?: string | null;
  schoolName?: string | null;
  roles: string[];
}

export interface Me {
  personId: string;
  name: string;
  sessionId: string;
  schoolId?: string | null;
  roles: string[];
  affiliations: Affiliation[];
}

export interface SignedIn {
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
  me: Me;
}

export interface SessionLine {
  id: string;
  device: string;
  createdAt: number;
  lastUsedAt: number;
  current: boolean;
}

export interface DemoPerson {
  personId: string;
  name: string;
  role: string;
  place: string;
}

export interface HostConfig {
  demo: boolean;
  smsConsole: boolean;
  version: string;
}

export type SignedOutReason = "revoked" | "replayed" | "signed_out";
