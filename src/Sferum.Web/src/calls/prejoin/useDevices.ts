import { useEffect, useState } from "react";
import { listDevices } from "../media/devices";

type Devices = Awaited<ReturnType<typeof listDevices>>;

const none: Devices = { audioinput: [], videoinput: [], audiooutput: [] };

/** What is plugged in; asked again when that changes, and when a device was opened, for then names are told. */
export function useDevices(...opened: unknown[]): Devices {
  const [devices, setDevices] = useState(none);
  const key = opened.map((one) => (one ? 1 : 0)).join("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is opened brings names
  useEffect(() => {
    let left = false;
    const look = () => void listDevices().then((found) => !left && setDevices(found));
    look();
    const media = navigator.mediaDevices as MediaDevices | undefined;
    media?.addEventListener?.("devicechange", look);
    return () => {
      left = true;
      media?.removeEventListener?.("devicechange", look);
    };
  }, [key]);
  return devices;
}
