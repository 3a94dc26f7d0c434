// As in src/Sferum.Protocol/Schools/ApplicationDtos.cs.

export type ApplicationStatus = "submitted" | "returned" | "approved" | "rejected";

export interface ApplicationStep {
  status: ApplicationStatus;
  at: number;
  reason?: string | null;
}

export interface Application {
  number: number;
  revision: number;
  status: ApplicationStatus;
  schoolName: string;
  steps: ApplicationStep[];
}

export interface ApplicationLine {
  number: number;
  status: ApplicationStatus;
  schoolName: string;
  submittedAt: number;
  changedAt: number;
  ageSeconds: number;
}

export interface NamedInForm {
  familyName: string;
  givenName: string;
  middleName?: string | null;
  phone: string;
}

export interface ApplicationForm {
  name: string;
  timeZone: string;
  address: string;
  email: string;
  inn: string;
  ogrn: string;
  director: NamedInForm;
  admin: NamedInForm;
  contactEmail: string;
  orderNumber: string;
  orderDate: string;
}

export interface ApplicationDetails {
  application: Application;
  form: ApplicationForm;
  takenIn: boolean;
  schoolId?: string | null;
}

export interface ApplicationReceipt {
  number: number;
  secret: string;
}
