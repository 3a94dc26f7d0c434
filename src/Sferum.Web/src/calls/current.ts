import { create } from "zustand";
import type { CallEngine } from "./engine/engine";

/** The session in which one takes part in this tab, wherever in the page one is; null outside of any. */
export const useCurrentCall = create<{ engine: CallEngine | null }>(() => ({ engine: null }));

/** Whether one is in, or about to be. */
export const useIsInCall = (): boolean => useCurrentCall(({ engine }) => engine !== null);

/** Leaves what there is: another session is entered, or another person takes the place. */
export function leaveCall(): void {
  const { engine } = useCurrentCall.getState();
  engine?.leave();
  useCurrentCall.setState({ engine: null });
}
