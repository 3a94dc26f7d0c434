/** The secret in what a person pasted or scanned: a whole address, its part behind #, or the bare code. */
export function secretIn(text: string): string {
  const behind = text.trim().replace(/^.*#/s, "");
  try {
    return decodeURIComponent(behind).trim();
  } catch {
    return behind;
  }
}
