// As in src/Sferum.Protocol/Schools/Directory.cs and HistoryDto.cs.

export interface NamedPerson {
  personId: string;
  name: string;
}

export interface SchoolPerson extends NamedPerson {
  familyName: string;
  givenName: string;
  middleName?: string | null;
  roles: string[];
  onLeave: boolean;
  classId?: string | null;
  classTitle?: string | null;
  registered: boolean;
  invited: boolean;
  seenAt?: number | null;
  guardians: NamedPerson[];
}

export interface PeoplePage {
  people: SchoolPerson[];
  next?: string | null;
}

export interface PeopleFilter {
  words?: string;
  /** A role's code, or "staff". */
  role?: string;
  class?: string;
  section?: string;
  as?: "student" | "teacher";
}

export interface TeacherOfClass extends NamedPerson {
  sectionId?: string | null;
  rests: boolean;
  isSubstitute: boolean;
}

export interface ClassCoverage {
  classId: string;
  title: string;
  students: number;
  invited: number;
  registered: number;
  active: number;
}

export interface HistoryLine {
  what: "role" | "class" | "section";
  role: string;
  placeId?: string | null;
  title?: string | null;
  beganAt: number;
  endedAt?: number | null;
  onLeave: boolean;
}

export interface HistoryPage {
  items: HistoryLine[];
  next?: string | null;
}
