import { prefer } from "../preferences";

/** Whether the browser can show notices at all. */
export const canNotify = typeof Notification !== "undefined";

/** Asks the browser, after a press of a button and never by itself. True when it allows them. */
export async function wantNotices(): Promise<boolean> {
  const allowed = canNotify && (await Notification.requestPermission()) === "granted";
  if (allowed) prefer({ notices: true });
  return allowed;
}
