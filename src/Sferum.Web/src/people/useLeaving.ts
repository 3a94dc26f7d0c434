import { useNavigate } from "@tanstack/react-router";
import { forgetAllBut } from "../chats/storage";
import { useClient, useServices } from "../shell/context";

/** Signs out on this device: nothing of this person stays on it, and what others keep here stays theirs. */
export function useLeaving(): () => Promise<void> {
  const { session } = useServices();
  const client = useClient();
  const navigate = useNavigate();
  return async () => {
    client.stop();
    await client.storage.close();
    await session.signOut();
    void forgetAllBut(session.state.others.map(({ personId }) => personId));
    void navigate({ to: "/", replace: true });
  };
}
