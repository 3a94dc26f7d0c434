// As in src/Sferum.Protocol/People/ConsentDto.cs.

export interface Consent {
  id: string;
  studentId: string;
  textVersion?: number | null;
  givenById?: string | null;
  paper?: string | null;
  givenAt: number;
  withdrawnAt?: number | null;
}

export interface StudentConsents {
  limited: boolean;
  birthDate?: string | null;
  consents: Consent[];
}

export interface StudentWithoutConsent {
  studentId: string;
  name: string;
  classTitle: string;
}

/** As in src/Sferum.Protocol/Schools/Guardians.cs. */
export interface OwnChild {
  studentId: string;
  name: string;
  classTitle: string;
  /** Only reads, for want of a consent. */
  limited: boolean;
  needsConsent: boolean;
  givenAt?: number | null;
}

export interface OwnChildren {
  /** Version of the text that is consented to; missing while there is none. */
  consentVersion?: number | null;
  children: OwnChild[];
}
