import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { ChatClient } from "../chats/client";
import type { ChatsState } from "../chats/store";
import type { Ask } from "../live/http";
import type { PeopleApi } from "../people/api";
import type { Me } from "../people/protocol";
import type { Session, SessionState } from "../people/session";

export interface Services {
  session: Session;
  people: PeopleApi;
  /** A client for this person: in the page over the real hub, in tests over a fake one. */
  makeClient: (me: Me) => ChatClient;
}

export const ServicesContext = createContext<Services | null>(null);
export const ClientContext = createContext<ChatClient | null>(null);

function demand<T>(value: T | null): T {
  if (value === null) throw new Error("used outside its provider");
  return value;
}

export const useServices = (): Services => demand(useContext(ServicesContext));
export const useClient = (): ChatClient => demand(useContext(ClientContext));
export const useChats = <T>(select: (state: ChatsState) => T): T => useStore(useClient().store, select);

/** The calls of a feature, in the name of whoever is signed in. */
export function useApi<T>(make: (ask: Ask) => T): T {
  const { people } = useServices();
  return useMemo(() => make(people.signed), [make, people]);
}

export function useSession(): SessionState {
  const { session } = useServices();
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** Only below the guard that shows sign-in to everybody else. */
export const useMe = (): Me => demand(useSession().me);
