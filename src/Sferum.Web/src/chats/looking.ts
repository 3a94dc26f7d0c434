import { useEffect } from "react";

/** Whether somebody looks at this page: only then is anything marked as read. */
export const isLooking = (): boolean => document.visibilityState === "visible" && document.hasFocus();

/** Calls back when somebody begins to look. */
export function useLookingAgain(then: () => void): void {
  useEffect(() => {
    const look = () => isLooking() && then();
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [then]);
}
