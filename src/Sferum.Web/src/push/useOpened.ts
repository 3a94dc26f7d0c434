import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** A notification was clicked while the page was open: the page goes where it leads. */
export function useOpened(): void {
  const router = useRouter();
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    const workers = navigator.serviceWorker;
    const go = ({ data }: MessageEvent<{ open?: unknown }>) => {
      const path = data?.open;
      // The worker is ours, and still only a path of our own is followed.
      if (typeof path === "string" && path.startsWith("/chats")) router.history.push(path);
    };
    workers.addEventListener("message", go);
    return () => workers.removeEventListener("message", go);
  }, [router]);
}
