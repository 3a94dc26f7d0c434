import { create } from "zustand";
import type { NewDevice } from "./protocol";

/** Sign-ins on devices that were not known, told while this page was open. */
export const useNewDevices = create<{ devices: NewDevice[] }>(() => ({ devices: [] }));

export function newDeviceCame(device: NewDevice): void {
  useNewDevices.setState(({ devices }) => ({ devices: [...devices, device] }));
}

export function newDeviceSeen(sessionId: string): void {
  useNewDevices.setState(({ devices }) => ({ devices: devices.filter((one) => one.sessionId !== sessionId) }));
}
