import type { Invitation, OpenInvitation } from "../schools/invitations/protocol";
import type { JoinRequest } from "../schools/joining/protocol";
import type { SchoolPerson } from "../schools/people/protocol";
import type { SchoolClass } from "../schools/structure/protocol";

// Invented people of an invented school, as the server would tell of them; a test changes what it is about.

export const joinRequest = (change: Partial<JoinRequest> = {}): JoinRequest => ({
  id: "r1",
  schoolId: "school-1",
  schoolName: "Школа с. Ягельное",
  personId: "p-rita",
  familyName: "Савельева",
  givenName: "Рита",
  kind: "student",
  role: "student",
  classId: "k7b",
  classTitle: "7Б",
  status: "pending",
  revision: 0,
  createdAt: Date.now() - 3 * 86_400_000,
  waitedSeconds: 3 * 86_400,
  phone: "+7 900 000-00-31",
  ...change,
});

export const schoolPerson = (change: Partial<SchoolPerson> = {}): SchoolPerson => ({
  personId: "p-sonya",
  name: "Белкина Соня",
  familyName: "Белкина",
  givenName: "Соня",
  roles: ["student"],
  onLeave: false,
  classId: "k7b",
  classTitle: "7Б",
  registered: true,
  invited: false,
  seenAt: Date.now(),
  guardians: [{ personId: "p-irina", name: "Белкина Ирина" }],
  ...change,
});

export const schoolClass = (change: Partial<SchoolClass> = {}): SchoolClass => ({
  id: "k7b",
  title: "7Б",
  grade: "7",
  year: 2026,
  students: 2,
  teachers: 1,
  guardiansChatId: "chat-7b-guardians",
  ...change,
});

export const invitation = (change: Partial<Invitation> = {}): Invitation => ({
  id: "i1",
  kind: "student",
  role: "student",
  classId: "k7b",
  classTitle: "7Б",
  cap: 26,
  uses: 24,
  alive: true,
  createdAt: Date.now() - 86_400_000,
  expiresAt: Date.now() + 5 * 86_400_000,
  createdBy: "Зимина Раиса",
  ...change,
});

export const openInvitation = (change: Partial<Invitation> = {}): OpenInvitation => ({
  invitation: invitation(change),
  secret: "K4QMW2",
  url: "https://school.example/join#K4QMW2",
  qrSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>',
});
