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

export interface OwnChild {
  studentId: string;
  name: string;
  classTitle?: string | null;
  givenAt?: number | null;
  needed: boolean;
  limited: boolean;
}
