import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "../../shell/context";
import type { SearchHit } from "../protocol";

export interface Search {
  words: string;
  setWords: (words: string) => void;
  hits: SearchHit[];
  /** Which of them is shown. */
  at: number;
  /** Older by one, or newer. */
  go: (step: 1 | -1) => void;
  state: "idle" | "busy" | "done" | "failed";
  hasMore: boolean;
}

const afterMs = 300;
/** A chat is searched some thousands of messages at a time: so often it is gone on by itself when nothing was found. */
const mostRounds = 50;

interface Found {
  hits: SearchHit[];
  next: number | null;
  at: number;
}

const none: Found = { hits: [], next: null, at: 0 };

export function useSearch(chatId: string, onShow: (number: number) => void): Search {
  const { parts } = useClient();
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Found>(none);
  const [state, setState] = useState<Search["state"]>("idle");
  const asked = useRef(0);
  const show = useRef(onShow);
  show.current = onShow;

  /** Looks on from a place; what was asked meanwhile makes the answer worthless. */
  const look = useCallback(
    async (question: string, before: number | null, had: SearchHit[]) => {
      const mine = ++asked.current;
      setState("busy");
      try {
        let next = before;
        for (let round = 0; round < mostRounds; round++) {
          const page = await parts.api.search(chatId, question, next);
          if (mine !== asked.current) return;
          next = page.next ?? null;
          const first = page.hits[0];
          if (!first && next !== null) continue;
          setFound({ hits: [...had, ...page.hits], next, at: first ? had.length : Math.max(0, had.length - 1) });
          if (first) show.current(first.number);
          break;
        }
        setState("done");
      } catch {
        if (mine === asked.current) setState("failed");
      }
    },
    [parts, chatId],
  );

  useEffect(() => {
    asked.current++;
    setFound(none);
    setState("idle");
    const question = words.trim();
    if (question === "") return;
    const timer = setTimeout(() => void look(question, null, []), afterMs);
    return () => clearTimeout(timer);
  }, [words, look]);

  const go = (step: 1 | -1) => {
    const { hits, next, at } = found;
    const hit = hits[at + step];
    if (hit) {
      setFound({ ...found, at: at + step });
      onShow(hit.number);
    } else if (step === 1 && next !== null && state !== "busy") {
      void look(words.trim(), next, hits);
    }
  };

  return { words, setWords, hits: found.hits, at: found.at, go, state, hasMore: found.next !== null };
}
