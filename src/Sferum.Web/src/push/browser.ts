import type { PushSubscribeRequest } from "./protocol";

/** Somebody has said no to the browser's question, or said it long ago. */
export class PushDenied extends Error {}

/** Whether this browser can show anything while the page is closed. An iPhone can once the page is on its home screen. */
export const canNotify = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export const isDenied = (): boolean => canNotify() && Notification.permission === "denied";

/** Asks the person, if nobody has yet, and subscribes with the server's key. */
export async function subscribe(publicKey: string): Promise<PushSubscribeRequest> {
  if ((await Notification.requestPermission()) !== "granted") throw new PushDenied();
  const { pushManager } = await navigator.serviceWorker.ready;
  // A subscription made with another deployment's key is of no use, and blocks a new one.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = made.toJSON();
  return { endpoint: endpoint ?? "", publicKey: keys?.p256dh ?? "", secret: keys?.auth ?? "" };
}
