import { clusterNow } from "./cluster";
import { invitation, joinRequest, schoolClass, schoolPerson } from "./deskData";
import type { FakeHttp } from "./fakeHttp";

const day = 86_400_000;
const at = Date.now() - 2 * day;

/** An invented school that answers everything its desk asks for, with something in every list. */
export function school(http: FakeHttp): FakeHttp {
  const items = (...all: unknown[]) => ({ items: all, next: null });
  return http
    .on("GET /api/school/waiting", () => items({ kind: "reports", count: 1, since: at, ageSeconds: 172_800 }))
    .on("GET /api/school/join-requests", ({ query }) => ({
      requests: query.get("kind") === "student" ? [joinRequest()] : [],
      next: null,
    }))
    .on("GET /api/school/join-settings", () => ({ autoAccept: false }))
    .on("GET /api/school/guardian-requests", () => ({
      requests: [
        joinRequest({
          id: "r9",
          familyName: "Белкина",
          givenName: "Ирина",
          kind: "guardian",
          role: "guardian",
          studentName: "Белкина Соня",
        }),
      ],
      next: null,
    }))
    .on("GET /api/school/coverage", () =>
      items({ classId: "k7b", title: "7Б", students: 26, invited: 2, registered: 12, active: 9 }),
    )
    .on("GET /api/school/invitations", () => ({ invitations: [invitation()], next: null }))
    .on("GET /api/school/classes", () => items(schoolClass()))
    .on("GET /api/school/classes/{id}", () => schoolClass())
    .on("GET /api/school/classes/{id}/teachers", () =>
      items({ personId: "p-anna", name: "Ветрова Анна", sectionId: null, rests: false, isSubstitute: false }),
    )
    .on("GET /api/school/people", () => ({ people: [schoolPerson()], next: null }))
    .on("GET /api/school/people/{id}", () => schoolPerson())
    .on("GET /api/school/people/{id}/history", () =>
      items({ what: "role", role: "student", beganAt: at, endedAt: null, onLeave: false }),
    )
    .on("GET /api/school/movements", () =>
      items({
        id: "m1",
        kind: "class_transfer",
        status: "planned",
        personId: "p-sonya",
        name: "Белкина Соня",
        orderNumber: "84-к",
        orderedOn: "2026-11-20",
        effectiveOn: "2026-12-01",
        createdBy: "Зимина Раиса",
        createdAt: at,
      }),
    )
    .on("GET /api/school/years", () =>
      items({ year: 2026, startDate: "2026-09-01", endDate: "2027-05-31", current: true }),
    )
    .on("GET /api/school/parallels", () => items({ grade: "7", classes: 1, students: 26 }))
    .on("GET /api/school/subjects", () => items({ id: "s1", title: "Алгебра" }))
    .on("GET /api/school/sections", () =>
      items({
        id: "x1",
        title: "Алгебра · 7Б",
        subject: "Алгебра",
        classId: "k7b",
        group: "",
        year: 2026,
        students: 26,
        teachers: 0,
      }),
    )
    .on("GET /api/school/card", () => ({
      name: "Школа с. Ягельное",
      timeZone: "Asia/Anadyr",
      inn: "8709000000",
      revision: 1,
    }))
    .on("GET /api/school/appointments", () => ({
      appointments: [
        { personId: "p-raisa", name: "Зимина Раиса", role: "school_admin", since: at, orderId: "o1" },
        {
          personId: "p-oleg",
          name: "Котов Олег",
          role: "administration",
          since: at,
          until: at + 9 * day,
          orderId: "o2",
        },
      ],
    }))
    .on("GET /api/school/orders", () => ({ orders: [order("admin", "effective")], next: null }))
    .on("GET /api/district/director-orders", () => ({ orders: [order("director", "pending")], next: null }))
    .on("GET /api/operator/district-officers", () => ({
      officers: [{ personId: "p-vera", name: "Котова Вера", since: at, orderId: "o3" }],
    }))
    .on("GET /api/operator/district-orders", () => ({
      orders: [
        { id: "o3", kind: "appoint", personId: "p-vera", name: "Котова Вера", number: "13-о", date: "2026-09-02", at },
      ],
      next: null,
    }))
    .on("GET /api/operator/cluster", clusterNow)
    .on("GET /api/operator/maintenance", () => ({ notice: null }))
    .on("GET /api/operator/schools", () => ({
      schools: [{ id: "s-1", name: "Лицей № 3", people: 640, classes: 22, chats: 91 }],
      next: null,
    }))
    .on("GET /api/school/local-acts", ({ query }) => ({
      versions: [
        { kind: query.get("kind"), version: 2, title: "Положение о чатах", hasFile: false, createdAt: at },
        { kind: query.get("kind"), version: 1, title: "Положение", hasFile: true, createdAt: at, activatedAt: at },
      ],
    }))
    .on("GET /api/school/local-acts/acceptance", () => ({
      version: 1,
      accepted: 3,
      missing: 1,
      people: [{ personId: "p-sonya", name: "Белкина Соня" }],
      next: null,
    }))
    .on("GET /api/school/consents/missing", () => ({
      students: [{ studentId: "p-sonya", name: "Белкина Соня", classTitle: "7Б" }],
    }))
    .on("GET /api/consents/{id}", () => ({
      limited: true,
      birthDate: "2014-02-03",
      consents: [{ id: "c1", studentId: "p-sonya", textVersion: 1, givenAt: at, withdrawnAt: at }],
    }))
    .on("GET /api/reports/escalated", () => ({
      reports: [
        {
          reportId: "j1",
          chatId: "c1",
          chatTitle: "7Б · класс",
          number: 12,
          authorId: "p-ilya",
          authorName: "Громов Илья",
          reason: "Обидно",
          at,
          ageSeconds: 172_800,
          escalatesAt: at + day,
        },
      ],
      next: null,
    }))
    .on("GET /api/evidence", () => ({
      requests: [
        {
          requestId: "e1",
          chatId: "c1",
          chatTitle: "7Б · класс",
          numbers: [12],
          requestedBy: "p-oleg",
          requestedByName: "Котов Олег",
          reason: "Жалоба семьи",
          requestedAt: at,
        },
      ],
      next: null,
    }))
    .on("GET /api/school/audit", () => ({
      entries: [
        {
          number: 41,
          at,
          act: "class.created",
          words: "Создан класс",
          actorId: "p-raisa",
          actorName: "Зимина Раиса",
          subjectKind: "class",
          subjectId: "k7b",
          subjectName: "7Б",
          content: "open",
          after: { title: "7Б" },
        },
      ],
      next: null,
    }))
    .on("GET /api/school/audit/acts", () => ({ acts: [{ act: "class.created", words: "Создан класс" }] }))
    .on("GET /api/school/rollover", () => items({ id: "v1", from: 2025, to: 2026, at, undoneAt: null }))
    .on("POST /api/school/rollover/preview", () => ({
      revision: "rev",
      from: 2026,
      to: 2027,
      classes: [
        {
          classId: "k7b",
          title: "7Б",
          grade: "7",
          newTitle: "8Б",
          newGrade: "8",
          students: 26,
          repeaters: 0,
          teachers: 1,
          sections: 1,
        },
      ],
      beginning: [],
      conflicts: [],
      counts: {
        classes: 1,
        sections: 1,
        students: 26,
        repeaters: 0,
        graduates: 0,
        archivedClasses: 1,
        archivedSections: 1,
      },
    }))
    .on("GET /api/operator/applications", () => ({
      applications: [
        {
          number: 17,
          status: "submitted",
          schoolName: "Школа с. Дальнее",
          submittedAt: at,
          changedAt: at,
          ageSeconds: 172_800,
        },
      ],
      next: null,
    }))
    .on("GET /api/operator/applications/{number}", () => ({
      application: {
        number: 17,
        revision: 1,
        status: "submitted",
        schoolName: "Школа с. Дальнее",
        steps: [{ status: "submitted", at }],
      },
      form: application,
      takenIn: false,
    }));
}

const order = (kind: string, status: string) => ({
  id: `o-${kind}`,
  schoolId: "school-1",
  schoolName: "Школа с. Ягельное",
  kind,
  status,
  number: "13-о",
  date: "2026-09-02",
  at,
});

const person = { familyName: "Котов", givenName: "Олег", phone: "+7 900 000-00-44" };

export const application = {
  name: "Школа с. Дальнее",
  timeZone: "Asia/Anadyr",
  address: "с. Дальнее, 1",
  email: "school@example.org",
  inn: "8709000001",
  ogrn: "1028700000001",
  director: person,
  admin: person,
  contactEmail: "head@example.org",
  orderNumber: "13-о",
  orderDate: "2026-09-02",
};
