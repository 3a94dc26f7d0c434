// As in src/Sferum.Protocol/Schools (Invitations.cs, JoinRequests.cs): the side of somebody who comes in.

export type LinkKind = "staff" | "student" | "guardian";
export type JoinStatus = "pending" | "accepted" | "rejected" | "withdrawn";

export interface InvitationGlimpse {
  schoolName: string;
  kind: LinkKind;
  role: string;
  classTitle?: string | null;
}

export interface ApplicantName {
  familyName: string;
  givenName: string;
  middleName?: string;
}

/** A place that the roster keeps for somebody who has not come yet. */
export interface KeptPlace {
  personId: string;
  name: string;
}

export interface JoinRequest {
  id: string;
  schoolId: string;
  schoolName: string;
  personId: string;
  familyName: string;
  givenName: string;
  middleName?: string | null;
  kind: LinkKind;
  role: string;
  classId?: string | null;
  classTitle?: string | null;
  studentId?: string | null;
  studentName?: string | null;
  status: JoinStatus;
  reason?: string | null;
  revision: number;
  createdAt: number;
  waitedSeconds: number;
  decidedAt?: number | null;
  /** Whose places the applicant may take: told to the administrator while the request waits. */
  kept?: KeptPlace[];
  phone?: string | null;
}
