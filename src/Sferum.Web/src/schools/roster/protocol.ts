import type { Refusal } from "../../live/protocol";

// As in src/Sferum.Protocol/Schools/RosterDtos.cs.

export interface RosterOrg {
  sourcedId: string;
  name: string;
  /** How it is known to be the own school; missing when it is not. */
  match?: "known" | "number" | "choice" | null;
}

export type RosterKind = "school" | "people" | "classes" | "sections" | "roles" | "places" | "guardians" | "chats";

export interface RosterCount {
  kind: RosterKind;
  new: number;
  changed: number;
  ended: number;
}

export interface RosterProblem {
  file: string;
  line: number;
  column?: string | null;
  code: string;
  message: string;
}

export interface RosterNote {
  code: string;
  count: number;
  message: string;
}

export interface RosterPreview {
  revision: string;
  version: string;
  orgs: RosterOrg[];
  counts: RosterCount[];
  problems: RosterProblem[];
  problemCount: number;
  notes: RosterNote[];
  refusal?: Refusal | null;
}

/** How a file is to be taken. */
export interface RosterWish {
  org?: string;
  encoding: "utf-8" | "windows-1251";
  skipBadRows: boolean;
  allowLargeRemoval: boolean;
}
