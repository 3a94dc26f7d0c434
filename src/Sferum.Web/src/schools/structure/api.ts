import { type Ask, withQuery } from "../../live/http";
import { allPages } from "../parts/useDesk";
import type { NewSection, Parallel, SchoolCard, SchoolClass, SchoolYear, Section, Subject } from "./protocol";

const school = "/api/school";

interface Page<T> {
  items: T[];
  next?: string | null;
}

interface OfYear {
  year?: number;
  archived?: boolean;
}

/** Years, classes, subjects, and what is taught to whom. */
export const structureApi = (ask: Ask) => {
  const all = <T>(path: string, filter: object) =>
    allPages((after) =>
      ask<Page<T>>(withQuery(`${school}${path}`, { ...filter, after })).then(({ items, next }) => ({ items, next })),
    );
  const post = <T>(path: string, body?: unknown) => ask<T>(`${school}${path}`, { method: "POST", body });
  const put = <T>(path: string, body?: unknown) => ask<T>(`${school}${path}`, { method: "PUT", body });
  const remove = (path: string) => ask<void>(`${school}${path}`, { method: "DELETE" });
  return {
    years: async () => (await ask<{ items: SchoolYear[] }>(`${school}/years`)).items,
    setYear: ({ year, ...body }: SchoolYear) => put<SchoolYear>(`/years/${year}`, body),
    parallels: async (year?: number) =>
      (await ask<{ items: Parallel[] }>(withQuery(`${school}/parallels`, { year }))).items,
    card: () => ask<SchoolCard>(`${school}/card`),
    setCard: (card: SchoolCard) => put<SchoolCard>("/card", card),

    classes: (filter: OfYear) => all<SchoolClass>("/classes", filter),
    class: (id: string) => ask<SchoolClass>(`${school}/classes/${id}`),
    createClass: (body: { title: string; grade?: string; year?: number }) => post<SchoolClass>("/classes", body),
    changeClass: (id: string, body: { title: string; grade?: string }) => put<SchoolClass>(`/classes/${id}`, body),
    archiveClass: (id: string) => post<SchoolClass>(`/classes/${id}/archive`),
    restoreClass: (id: string) => post<SchoolClass>(`/classes/${id}/restore`),

    subjects: (archived = false) => all<Subject>("/subjects", { archived }),
    createSubject: (title: string) => post<Subject>("/subjects", { title }),
    renameSubject: (id: string, title: string) => put<Subject>(`/subjects/${id}`, { title }),
    archiveSubject: (id: string) => post<Subject>(`/subjects/${id}/archive`),
    restoreSubject: (id: string) => post<Subject>(`/subjects/${id}/restore`),

    sections: (filter: OfYear & { class?: string }) => all<Section>("/sections", filter),
    createSection: (body: NewSection) => post<Section>("/sections", body),
    renameGroup: (id: string, group: string) => put<Section>(`/sections/${id}`, { group }),
    archiveSection: (id: string) => post<Section>(`/sections/${id}/archive`),
    restoreSection: (id: string) => post<Section>(`/sections/${id}/restore`),

    /** A place is a class or a section: "classes/ID" or "sections/ID". */
    enroll: (place: string, personId: string) => put<void>(`/${place}/students/${personId}`),
    endEnrollment: (place: string, personId: string) => remove(`/${place}/students/${personId}`),
    assign: (place: string, personId: string) => put<void>(`/${place}/teachers/${personId}`),
    unassign: (place: string, personId: string) => remove(`/${place}/teachers/${personId}`),
  };
};
