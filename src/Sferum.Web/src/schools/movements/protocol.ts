// As in src/Sferum.Protocol/Schools/MovementDto.cs. Dates are ISO days.

export type MovementKind = "class_transfer" | "release" | "leave" | "return" | "dismissal" | "substitution";
export type MovementStatus = "planned" | "applied" | "cancelled" | "failed";

export interface MovementRequest {
  kind: MovementKind;
  personId: string;
  orderNumber: string;
  orderedOn: string;
  effectiveOn: string;
  until?: string;
  classId?: string;
  insteadOf?: string;
  sectionId?: string;
}

export interface TakeIn {
  code: string;
  classId: string;
  orderNumber: string;
  orderedOn: string;
  effectiveOn: string;
}

export interface Movement {
  id: string;
  /** "transfer": a student taken in from another school. */
  kind: MovementKind | "transfer";
  status: MovementStatus;
  personId: string;
  name: string;
  orderNumber: string;
  orderedOn: string;
  effectiveOn: string;
  until?: string | null;
  fromClassId?: string | null;
  toClassId?: string | null;
  insteadOf?: string | null;
  sectionId?: string | null;
  failure?: string | null;
  createdBy: string;
  createdAt: number;
  appliedAt?: number | null;
  endedAt?: number | null;
}

export interface MovementOrdered {
  movement: Movement;
  /** Of a release: what the family takes to the other school; shown this once. */
  code?: string | null;
}
