import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { toast } from "../shell/Toasts";
import type { CallEngine } from "./engine/engine";
import type { CallView } from "./model/store";
import { useWhyNot } from "./useWhyNot";

export const EngineContext = createContext<CallEngine | null>(null);

/** The session whose screen this is. */
export function useEngine(): CallEngine {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error("used outside a session");
  return engine;
}

export const useCall = <T>(select: (view: CallView) => T): T => useStore(useEngine().store, select);

/** Does something and says why it did not work. */
export function useAct(): (work: Promise<unknown>) => void {
  const whyNot = useWhyNot();
  return (work) => void work.catch((error: unknown) => toast(whyNot(error)));
}
