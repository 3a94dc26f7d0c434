import { useEffect, useState } from "react";
import { useCall } from "../useCall";

/** The time, every second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The server's time, every second, whatever the device's clock says: what ends at a moment ends for all at once. */
export function useServerNow(): number {
  const ahead = useCall((view) => view.clockAhead);
  return useNow() - ahead;
}

/** 4:05, 1:04:05. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, "");
}
