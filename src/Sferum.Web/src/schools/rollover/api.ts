import type { Ask } from "../../live/http";

// As in src/Sferum.Protocol/Schools/RolloverDto.cs.

export interface RolloverWish {
  from?: number;
  graduating: number;
  withTeachers: boolean;
  repeaters: { personId: string; title?: string }[];
  beginning: { title: string; grade: string }[];
  classes: { classId: string; title?: string; grade?: number }[];
}

export interface ClassFate {
  classId: string;
  title: string;
  grade?: string | null;
  newTitle?: string | null;
  newGrade?: string | null;
  students: number;
  repeaters: number;
  teachers: number;
  sections: number;
}

export interface RolloverConflict {
  code: string;
  message: string;
  subject?: string | null;
  title?: string | null;
}

export interface RolloverPreview {
  revision: string;
  from: number;
  to: number;
  classes: ClassFate[];
  beginning: { title: string; grade: string }[];
  conflicts: RolloverConflict[];
  counts: {
    classes: number;
    sections: number;
    students: number;
    repeaters: number;
    graduates: number;
    archivedClasses: number;
    archivedSections: number;
  };
}

export interface Rollover {
  id: string;
  from: number;
  to: number;
  at: number;
  undoneAt?: number | null;
}

const path = "/api/school/rollover";

/** The next school year. */
export const rolloverApi = (ask: Ask) => ({
  all: async () => (await ask<{ items: Rollover[] }>(path)).items,
  preview: (wish: RolloverWish) => ask<RolloverPreview>(`${path}/preview`, { method: "POST", body: wish }),
  carryOut: (wish: RolloverWish, revision: string) =>
    ask<Rollover>(path, { method: "POST", body: { ...wish, revision } }),
  undo: (id: string) => ask<Rollover>(`${path}/${id}/undo`, { method: "POST" }),
});
