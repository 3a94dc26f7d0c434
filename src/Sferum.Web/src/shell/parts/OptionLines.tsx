import { useState } from "react";
import { newId } from "../../live/ids";
import { Icon } from "./Icon";
import style from "./OptionLines.module.css";

/** A question needs two answers at least. */
const fewest = 2;

interface Line {
  key: string;
  text: string;
}

export interface Options {
  lines: Line[];
  /** What was written, without empty lines. */
  texts: string[];
  doubled: boolean;
  /** Enough to ask. */
  enough: boolean;
  change: (key: string, text: string) => void;
  remove: (key: string) => void;
  begin: (...texts: string[]) => void;
}

const made = (texts: string[]): Line[] => texts.map((text) => ({ key: newId(), text }));

/**
 * What one can choose from. A line for another option comes by itself, until there are as many as may be. Two are the same when the server says so: here
 * they are compared as it does.
 */
export function useOptions(most: number, compared: (text: string) => string): Options {
  const [lines, setLines] = useState(() => made(["", ""]));
  const texts = lines.map(({ text }) => text.trim()).filter(Boolean);
  const doubled = new Set(texts.map(compared)).size < texts.length;
  const change = (key: string, text: string) => {
    const next = lines.map((one) => (one.key === key ? { ...one, text } : one));
    const full = next.every((one) => one.text.trim() !== "") && next.length < most;
    setLines(full ? [...next, ...made([""])] : next);
  };
  return {
    lines,
    texts,
    doubled,
    enough: texts.length >= fewest && !doubled,
    change,
    remove: (key) => setLines(lines.filter((one) => one.key !== key)),
    begin: (...texts) => setLines(made(texts)),
  };
}

interface OptionLinesProps {
  options: Options;
  title: string;
  doubled: string;
  longest: number;
  /** What the n-th line is called, and the button that takes it away. */
  name: (n: number) => string;
  removes: (n: number) => string;
}

/** The lines of {@link useOptions}. */
export function OptionLines({ options, title, doubled, longest, name, removes }: OptionLinesProps) {
  return (
    <fieldset className={`field ${style.lines}`}>
      <legend className="t13 m">{title}</legend>
      {options.lines.map(({ key, text }, place) => (
        <div key={key} className={style.line}>
          <input
            className="inp"
            maxLength={longest}
            aria-label={name(place + 1)}
            placeholder={name(place + 1)}
            value={text}
            onChange={(event) => options.change(key, event.target.value)}
          />
          {options.lines.length > fewest && (
            <button
              className="ib"
              type="button"
              aria-label={removes(place + 1)}
              title={removes(place + 1)}
              onClick={() => options.remove(key)}
            >
              <Icon name="close" small />
            </button>
          )}
        </div>
      ))}
      {options.doubled && (
        <p className="err" role="alert">
          {doubled}
        </p>
      )}
    </fieldset>
  );
}
