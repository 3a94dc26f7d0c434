import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { leaveCall } from "../calls/current";
import type { ChatClient } from "../chats/client";
import { ChooseSchool } from "../people/ChooseSchool";
import type { Me } from "../people/protocol";
import { SignInPage } from "../people/SignInPage";
import { useOpened } from "../push/useOpened";
import { ClientContext, useServices, useSession } from "./context";
import { Frame } from "./Frame";
import { Waiting } from "./parts/States";

const FactorGate = lazy(async () => ({ default: (await import("../people/factor/FactorGate")).FactorGate }));
const NewcomerPage = lazy(async () => ({ default: (await import("../schools/joining/WaitingPage")).NewcomerPage }));
const RegulationGate = lazy(async () => ({
  default: (await import("../schools/regulation/RegulationGate")).RegulationGate,
}));

/** What the server told before anybody had signed in. */
const everybodys: unknown[] = ["config", "demo", "notice"];

/** The guard: what has to be settled before the chats, one thing after the other, and the frame for everybody else. */
export function SignedIn() {
  return (
    <Suspense fallback={<Waiting />}>
      <Guard />
    </Suspense>
  );
}

function Guard() {
  const { me } = useSession();
  if (!me) return <SignInPage />;
  if (me.needsSecondFactor) return <FactorGate />;
  if (me.affiliations.length === 0) return <NewcomerPage key={me.personId} />;
  if (!me.schoolId && me.affiliations.filter((place) => place.schoolId).length > 1) return <ChooseSchool />;
  // Another person or another school is another client: nothing of the former stays on the screen.
  const page = <WithClient key={`${me.personId}.${me.schoolId}`} me={me} />;
  return me.regulationPending == null ? page : <RegulationGate>{page}</RegulationGate>;
}

function WithClient({ me }: { me: Me }) {
  const client = useRunningClient(me);
  useOpened();
  if (!client) return null;
  return (
    <ClientContext value={client}>
      <Frame>
        <Outlet />
      </Frame>
    </ClientContext>
  );
}

function useRunningClient(me: Me): ChatClient | null {
  const { makeClient, session } = useServices();
  const queries = useQueryClient();
  const [client, setClient] = useState<ChatClient | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a renewed token brings a new `me` of the same person
  useEffect(() => {
    const next = makeClient(me);
    setClient(next);
    void next.start();
    return () => {
      leaveCall();
      next.stop();
      queries.removeQueries({ predicate: ({ queryKey }) => !everybodys.includes(queryKey[0]) });
      // Whoever acts now must not find another's messages on the device, however the former one went: signed out, expired or put aside.
      if (session.me?.personId !== me.personId) void next.storage.forgetMessages();
    };
  }, [makeClient, session, queries]);
  return client;
}
