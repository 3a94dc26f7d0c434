import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import type { ClassCoverage, HistoryPage, PeopleFilter, PeoplePage, SchoolPerson, TeacherOfClass } from "./protocol";

const path = "/api/school/people";

/** Who is at the school. */
export const peopleApi = (ask: Ask) => ({
  find: async (filter: PeopleFilter, limit = 20) =>
    (await ask<PeoplePage>(withQuery(path, { ...filter, limit }))).people,
  all: (filter: PeopleFilter) =>
    allPages(async (after) => {
      const { people, next } = await ask<PeoplePage>(withQuery(path, { ...filter, after }));
      return { items: people, next };
    }),
  one: (id: string) => ask<SchoolPerson>(`${path}/${id}`),
  history: (id: string, cursor?: string) => ask<HistoryPage>(withQuery(`${path}/${id}/history`, { cursor })),
  teachers: async (classId: string) =>
    (await ask<{ items: TeacherOfClass[] }>(`/api/school/classes/${classId}/teachers`)).items,
  coverage: async () => (await ask<{ items: ClassCoverage[] }>("/api/school/coverage")).items,
  exportData: (id: string) => ask<Blob>(`/api/people/${id}/export`, { file: true }),
  erase: (id: string, reason: string) => ask<void>(`/api/people/${id}/erase`, { method: "POST", body: { reason } }),
});
