import { useQueryClient } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { ChatClient } from "../chats/client";
import { ChooseSchool } from "../people/ChooseSchool";
import type { Me } from "../people/protocol";
import { SignInPage } from "../people/SignInPage";
import { ClientContext, useServices, useSession } from "./context";
import { Frame } from "./Frame";

/** The guard: sign-in for strangers, a choice for those with several schools, the frame for the rest. */
export function SignedIn() {
  const { me } = useSession();
  if (!me) return <SignInPage />;
  if (!me.schoolId && me.affiliations.filter((place) => place.schoolId).length > 1) return <ChooseSchool />;
  // Another person or another school is another client: nothing of the former stays on the screen.
  return <WithClient key={`${me.personId}.${me.schoolId}`} me={me} />;
}

function WithClient({ me }: { me: Me }) {
  const client = useRunningClient(me);
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
      next.stop();
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === "members" || queryKey[0] === "sessions" });
      if (session.me === null && session.state.ended !== null) void next.storage.forgetMessages();
    };
  }, [makeClient, session, queries]);
  return client;
}
