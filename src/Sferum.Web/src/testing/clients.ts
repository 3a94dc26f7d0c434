import { ChatClient } from "../chats/client";
import type { Person } from "../chats/protocol";
import { newDeviceCame } from "../people/newDevice";
import { fakeApi } from "./fakeApi";
import type { FakeServer } from "./fakeServer";

const started = new Set<ChatClient>();

/** A running client of this person on this device; the same owner again is the same device after a reload. */
export async function startClient(server: FakeServer, person: Person, owner: string): Promise<ChatClient> {
  const client = makeClient(server, person, owner);
  await client.start();
  return client;
}

export function makeClient(server: FakeServer, person: Person, owner: string): ChatClient {
  const client = new ChatClient({
    me: person.id,
    owner,
    makeHub: () => server.hubFor(person),
    api: fakeApi(server, person),
    locale: () => "ru",
    isOver: () => false,
    renewToken: () => server.renewals++,
    onSignedOut: () => undefined,
    onNewDevice: newDeviceCame,
  });
  started.add(client);
  return client;
}

/** The page is gone: nothing of it runs any more, what it kept stays. */
export function closePage(client: ChatClient): void {
  client.stop();
  started.delete(client);
}

export function stopClients(): void {
  for (const client of started) client.stop();
  started.clear();
}
