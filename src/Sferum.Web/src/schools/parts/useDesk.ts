import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMe } from "../../shell/context";

/** Something of the school's, asked for under a name of its own: what is another person's or another school's is never shown for it. */
export function useDesk<T>(name: unknown[], read: () => Promise<T>, enabled = true): UseQueryResult<T> {
  const me = useMe();
  return useQuery({ queryKey: ["desk", me.personId, me.schoolId, ...name], queryFn: read, enabled });
}

interface Page<T> {
  items: T[];
  next: string | null | undefined;
}

/** So many rows a list holds at most; a longer one is narrowed by its filters. */
export const mostRows = 2000;

/** All pages of a list, up to a bound: what is sorted and found in the page must be there whole. */
export async function allPages<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await read(cursor);
    all.push(...items);
    cursor = next ?? undefined;
  } while (cursor !== undefined && all.length < mostRows);
  return all;
}
