import { createContext, useContext } from "react";
import type { ChatEvent } from "../protocol";

/** What the timeline's rows ask of the pane around them. */
export interface RowActs {
  goTo: (number: number) => void;
  openMenu: (row: ChatEvent, anchor: HTMLElement) => void;
  react: (number: number, emoji: string, on: boolean) => void;
  mayReact: boolean;
}

export const RowActsContext = createContext<RowActs>({
  goTo: () => undefined,
  openMenu: () => undefined,
  react: () => undefined,
  mayReact: false,
});

export const useRowActs = (): RowActs => useContext(RowActsContext);
