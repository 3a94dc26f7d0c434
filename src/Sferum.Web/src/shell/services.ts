import { chatApi } from "../chats/api";
import { ChatClient } from "../chats/client";
import { signalRHub } from "../live/hub";
import { PeopleApi } from "../people/api";
import { newDeviceCame } from "../people/newDevice";
import type { Me } from "../people/protocol";
import { Session } from "../people/session";
import { language } from "../texts/language";
import type { Services } from "./context";

/** The real parts of the page, put together once. */
export function makeServices(): Services {
  const session = new Session(language);
  const people = new PeopleApi(session, language);
  return { session, people, makeClient: (me) => makeClient(session, people, me) };
}

function makeClient(session: Session, people: PeopleApi, me: Me): ChatClient {
  return new ChatClient({
    me: me.personId,
    owner: `${me.personId}.${me.schoolId ?? "all"}`,
    makeHub: () => signalRHub(session.accessToken),
    api: chatApi((path, call) => people.signed(path, call)),
    locale: language,
    isOver: () => session.me === null,
    renewToken: () => session.forgetAccess(),
    onSignedOut: (reason) => session.end(reason),
    onNewDevice: newDeviceCame,
  });
}
