import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Refused } from "../../live/protocol";
import { Empty, Failed, Waiting } from "../../shell/parts/States";

/** What was asked for, once it is there; until then that it is waited for, or why it does not come. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (value: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error instanceof Refused) return <Empty title={query.error.refusal.message} />;
  if (query.isError) return <Failed onRetry={() => void query.refetch()} />;
  return <Waiting />;
}
