import { useCallback, useEffect, useRef, useState } from "react";
import { browser } from "../engine/enter";
import { DeviceError, type Kind } from "../media/devices";

/** A device that is tried before coming in. Whoever takes the track along keeps it open. */
export interface Trial {
  track: MediaStreamTrack | null;
  fault: DeviceError | null;
  /** Gives the track away: it is no longer closed here. */
  take: () => MediaStreamTrack | null;
}

export function useDevice(kind: Kind, on: boolean, deviceId: string): Trial {
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [fault, setFault] = useState<DeviceError | null>(null);
  const taken = useRef<MediaStreamTrack | null>(null);
  useEffect(() => {
    if (!on) return;
    let opened: MediaStreamTrack | null = null;
    let left = false;
    setFault(null);
    browser
      .openDevice(kind, deviceId)
      .then((next) => {
        if (left) return next.stop();
        opened = next;
        setTrack(next);
      })
      .catch((error: unknown) => {
        if (!left) setFault(error instanceof DeviceError ? error : new DeviceError(kind, "busy", error));
      });
    return () => {
      left = true;
      if (opened !== null && opened !== taken.current) opened.stop();
      setTrack(null);
    };
  }, [kind, on, deviceId]);
  const take = useCallback(() => {
    taken.current = track;
    return track;
  }, [track]);
  return { track, fault: on ? fault : null, take };
}
