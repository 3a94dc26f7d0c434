import { useQuery } from "@tanstack/react-query";
import { useServices } from "../shell/context";
import type { HostConfig } from "./protocol";

/** What the host is: practice district or not. Unknown until it has answered. */
export function useConfig(): HostConfig | undefined {
  const { people } = useServices();
  return useQuery({ queryKey: ["config"], queryFn: people.config, staleTime: Number.POSITIVE_INFINITY }).data;
}
