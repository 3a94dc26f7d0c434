import { create } from "zustand";

// The same key as public/theme.js, which stops what moves before the first paint.
const key = "sferum.thin";

/** Saving traffic, on this device: by the person's choice, and without one as the browser says. */
export const useThinLine = create<{ thin: boolean }>(() => ({ thin: chosen() ?? asksToSave() }));

export function chooseThinLine(thin: boolean): void {
  localStorage.setItem(key, thin ? "on" : "off");
  useThinLine.setState({ thin });
  show(thin);
}

/** Told to the server with every request: it may send the smaller of what it has. */
export const savesData = (): boolean => useThinLine.getState().thin;

/** The style sheets read it: nothing moves. */
export function show(thin: boolean): void {
  if (thin) document.documentElement.dataset.line = "thin";
  else delete document.documentElement.dataset.line;
}

function chosen(): boolean | null {
  const kept = localStorage.getItem(key);
  return kept === "on" || kept === "off" ? kept === "on" : null;
}

function asksToSave(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
