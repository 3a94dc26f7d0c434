/** A moment as the browser's field for day and time writes it, by this device's clock. */
export function toLocal(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const toLocalDay = (at: number): string => toLocal(at).slice(0, 10);

/** The moment; midnight of a day that comes without a time. */
export const fromLocal = (text: string): number => new Date(text.includes("T") ? text : `${text}T00:00`).getTime();
