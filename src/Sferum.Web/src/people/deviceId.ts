const key = "sferum.device";

/** By what the server knows this device again: random, made once, kept when somebody signs out. */
export function deviceId(storage: Storage = window.localStorage): string {
  const kept = storage.getItem(key);
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  storage.setItem(key, made);
  return made;
}
