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

export interface SecondSignIn {
  ticket: string;
  code: string;
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
  /** The session may do nothing yet but take or show a second factor. */
  needsSecondFactor?: boolean;
  /** The version of the school's regulation that the person has not accepted yet. */
  regulationPending?: number | null;
  /** For how many of one's own children a consent waits. */
  consentsPending?: number;
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
  /** It began on a device that the person had not used before. */
  newDevice?: boolean;
}

export interface NewDevice {
  sessionId: string;
  device: string;
  at: number;
}

export interface FactorState {
  since?: number | null;
  recoveryCodesLeft: number;
}

export interface FactorOffer {
  secret: string;
  uri: string;
  svg: string;
}

export interface FactorConfirmed {
  recoveryCodes: string[];
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
  /** Voice messages can be sent. */
  voice?: boolean;
  /** The largest picture. */
  pictureBytes?: number;
  /** The longest voice message. */
  voiceSeconds?: number;
  version: string;
}

export type SignedOutReason = "revoked" | "replayed" | "signed_out";
