/// <reference lib="webworker" />
import { keptLanguage, type NoticeWords, show } from "./notices";

// Put here by scripts/worker.ts, out of the catalogues.
declare const __NOTICES__: Record<string, NoticeWords>;

/** What the service worker does with notifications. */
export function listenToPush(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener("push", (event) => event.waitUntil(tell(worker, event.data?.text())));
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, (event.notification.data as { path: string }).path));
  });
}

/** Whoever looks at the page sees it there. */
async function tell(worker: ServiceWorkerGlobalScope, text: string | undefined): Promise<void> {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.some((page) => page.visibilityState === "visible" && page.focused)) return;
  const shown = show(text, await keptLanguage(worker.caches), __NOTICES__);
  if (shown) await worker.registration.showNotification(shown.title, shown.options);
}

/** The page that is open goes there; otherwise one is opened. */
async function open(worker: ServiceWorkerGlobalScope, path: string): Promise<void> {
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (!page) {
    await worker.clients.openWindow(path);
    return;
  }
  await page.focus();
  page.postMessage({ open: path });
}
