// As in src/Sferum.Protocol/Schools/LocalActDto.cs.

export type LocalActKind = "regulation" | "consent";

export interface LocalAct {
  kind: LocalActKind;
  version: number;
  title: string;
  text?: string | null;
  hasFile: boolean;
  createdAt: number;
  activatedAt?: number | null;
  retiredAt?: number | null;
}

export interface Regulation {
  active?: LocalAct | null;
  acceptedAt?: number | null;
  required: boolean;
}
