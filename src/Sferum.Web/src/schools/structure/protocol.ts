// As in src/Sferum.Protocol/Schools (ClassDto.cs, SectionDto.cs, SubjectDto.cs, SchoolYearDto.cs, SchoolCardDto.cs).

export interface SchoolYear {
  year: number;
  startDate: string;
  endDate: string;
  current: boolean;
}

export interface SchoolClass {
  id: string;
  title: string;
  grade?: string | null;
  year: number;
  archivedAt?: number | null;
  students: number;
  teachers: number;
  /** The chat into which its guardians' links lead. */
  guardiansChatId?: string | null;
}

export interface Subject {
  id: string;
  title: string;
  archivedAt?: number | null;
}

export interface Section {
  id: string;
  title: string;
  subject: string;
  subjectId?: string | null;
  classId?: string | null;
  grade?: string | null;
  group: string;
  year: number;
  archivedAt?: number | null;
  students: number;
  teachers: number;
}

export interface NewSection {
  subjectId: string;
  classId?: string;
  grade?: string;
  group?: string;
  year?: number;
}

export interface Parallel {
  grade?: string | null;
  classes: number;
  students: number;
}

export interface SchoolCard {
  name: string;
  timeZone: string;
  address?: string | null;
  email?: string | null;
  site?: string | null;
  inn?: string | null;
  ogrn?: string | null;
  revision: number;
}
