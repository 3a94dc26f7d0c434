import { create } from "zustand";

/** What was chosen before a session, on this device. */
export interface Choices {
  microphone: boolean;
  camera: boolean;
  /** Devices by the browser's ids; empty is the browser's own choice. */
  microphoneId: string;
  cameraId: string;
  speakerId: string;
}

const key = "sferum.call";

/** Null until somebody has chosen: then the role decides. */
export const useChoices = create<{ chosen: Partial<Choices> }>(() => ({ chosen: kept() }));

/** Whoever learns comes in silent and unseen; who teaches comes in heard. */
export function choicesFor(role: string, chosen: Partial<Choices>): Choices {
  const teaches = role !== "student" && role !== "guardian";
  return { microphone: teaches, camera: teaches, microphoneId: "", cameraId: "", speakerId: "", ...chosen };
}

export function choose(change: Partial<Choices>): void {
  const chosen = { ...useChoices.getState().chosen, ...change };
  useChoices.setState({ chosen });
  localStorage.setItem(key, JSON.stringify(chosen));
}

function kept(): Partial<Choices> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Choices>;
  } catch {
    return {};
  }
}
