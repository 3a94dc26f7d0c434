/** What is selected in a field, and its text. */
export interface Selected {
  text: string;
  from: number;
  to: number;
}

const markOf: Record<string, string> = { KeyB: "**", KeyI: "_", KeyE: "`" };

/** The mark of a shortcut: Ctrl+B bold, Ctrl+I italic, Ctrl+E code. */
export const markFor = (code: string): string | undefined => markOf[code];

/** Puts marks around what is selected, or takes them away; with nothing selected the cursor stands between them. */
export function toggleMark({ text, from, to }: Selected, mark: string): Selected {
  const length = mark.length;
  const inside = text.slice(from, to);
  const marked = text.slice(from - length, from) === mark && text.slice(to, to + length) === mark;
  if (marked) {
    const without = text.slice(0, from - length) + inside + text.slice(to + length);
    return { text: without, from: from - length, to: to - length };
  }
  return {
    text: text.slice(0, from) + mark + inside + mark + text.slice(to),
    from: from + length,
    to: to + length,
  };
}
