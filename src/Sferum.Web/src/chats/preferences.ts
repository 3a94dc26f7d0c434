import { create } from "zustand";

/** What somebody has chosen for this device. */
export interface Preferences {
  /** Enter sends, Shift+Enter breaks the line; otherwise Ctrl+Enter sends. */
  enterSends: boolean;
  /** Notices of this browser are wanted. */
  notices: boolean;
  folder: string;
}

const key = "sferum.preferences";
const usual: Preferences = { enterSends: true, notices: false, folder: "all" };

export const usePreferences = create<Preferences>(() => ({ ...usual, ...kept() }));

export function prefer(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  localStorage.setItem(key, JSON.stringify(usePreferences.getState()));
}

function kept(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
}
