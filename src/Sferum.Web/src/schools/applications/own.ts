/** An application that was handed in from this device, and the secret that opens its page. */
export interface OwnApplication {
  number: number;
  secret: string;
}

const key = "sferum.application";

export function ownApplication(hash: string = window.location.hash): OwnApplication | null {
  const [, number, secret] = /^#(\d+)\.(.+)$/.exec(hash) ?? [];
  if (number && secret) return { number: Number(number), secret };
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as OwnApplication | null;
  } catch {
    return null;
  }
}

export const keepApplication = (own: OwnApplication): void => localStorage.setItem(key, JSON.stringify(own));

export const forgetApplication = (): void => localStorage.removeItem(key);

/** The page of an application: the secret stands behind #, which no server logs. */
export const addressOf = ({ number, secret }: OwnApplication): string =>
  `${window.location.origin}/apply#${number}.${secret}`;

/** 32 random bytes: who sends them may repeat the call without handing in twice. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
