import { createContext, useContext } from "react";
import { nobody, type Reader } from "../model/mentions";
import type { ChatEvent } from "../protocol";

/** What the timeline's rows ask of the pane around them. */
export interface RowActs {
  chatId: string;
  goTo: (number: number) => void;
  openMenu: (row: ChatEvent, anchor: HTMLElement) => void;
  react: (number: number, emoji: string, on: boolean) => void;
  vote: (number: number, choices: number[]) => void;
  showVoters: (row: ChatEvent, option: number) => void;
  may: string[];
  /** Who reads, and in which role here. */
  reader: Reader;
  role: string;
}

const nothing = () => undefined;

export const RowActsContext = createContext<RowActs>({
  chatId: "",
  goTo: nothing,
  openMenu: nothing,
  react: nothing,
  vote: nothing,
  showVoters: nothing,
  may: [],
  reader: nobody,
  role: "none",
});

export const useRowActs = (): RowActs => useContext(RowActsContext);
