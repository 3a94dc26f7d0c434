import { create } from "zustand";

const lookAgainMs = 30 * 60_000;

/** How to go over to the version that waits; null while this page is the newest one known. */
export const useNewVersion = create<{ take: (() => void) | null }>(() => ({ take: null }));

/** Keeps the page on the device and notices a new version of it. What comes is installed quietly; the page changes when the person says so. */
export async function watchVersions(
  workers: ServiceWorkerContainer,
  reload: () => void = () => window.location.reload(),
): Promise<void> {
  let asked = false;
  workers.addEventListener("controllerchange", () => asked && reload());

  const offer = (worker: ServiceWorker) => {
    // Without a controller it is the first version on this device, not a new one.
    if (!workers.controller) return;
    useNewVersion.setState({
      take: () => {
        asked = true;
        // Another tab may have gone over already: then the worker has changed, and only the page is left.
        if (worker.state === "installed") worker.postMessage("takeOver");
        else reload();
      },
    });
  };

  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") offer(coming);
    });
  });
  lookNowAndThen(registration);
}

/** A page can stay open for weeks: a new version is looked for when somebody comes back to it, and when the network does. */
function lookNowAndThen(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  const look = () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < lookAgainMs) return;
    looked = Date.now();
    registration.update().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
}
