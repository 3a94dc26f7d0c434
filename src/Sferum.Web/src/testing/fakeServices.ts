import type { Person } from "../chats/protocol";
import { PeopleApi } from "../people/api";
import type { DemoPerson, SignedIn } from "../people/protocol";
import { Session } from "../people/session";
import type { Services } from "../shell/context";
import { language } from "../texts/language";
import { makeClient } from "./clients";
import { FakeHttp } from "./fakeHttp";
import type { FakeServer } from "./fakeServer";

/** The page's services over a fake server: nothing leaves the page. */
export function fakeServices(server: FakeServer, people: Person[], http = new FakeHttp()): Services {
  const session = new Session(language);
  const api = new PeopleApi(session, language);
  api.signed = http.ask;
  api.open = http.ask;
  const hour = 3600;
  const signIn = (person: Person): SignedIn => ({
    accessToken: "access",
    refreshToken: "refresh",
    expiresInSeconds: hour,
    me: {
      personId: person.id,
      name: person.name,
      sessionId: `s-${person.id}`,
      schoolId: "school-1",
      roles: [person.role],
      affiliations: [{ schoolId: "school-1", schoolName: "Школа с. Ягельное", roles: [person.role] }],
    },
  });
  const demo = (person: Person): DemoPerson => ({
    personId: person.id,
    name: person.name,
    role: person.role,
    place: "Школа с. Ягельное, 7Б",
  });
  api.config = async () => ({ demo: true, smsConsole: true, version: "0" });
  api.demoPeople = async () => people.map(demo);
  api.demoSignIn = async (id) => {
    const person = people.find((one) => one.id === id);
    if (!person) throw new Error(`nobody ${id}`);
    return signIn(person);
  };
  http.on("GET /api/second-factor", () => ({ since: null, recoveryCodesLeft: 0 }));
  api.askCode = async () => ({ attemptId: "a", expiresInSeconds: 300, resendInSeconds: 60 });
  api.sessions = async () => [
    { id: "s1", device: "Chrome · Linux", createdAt: Date.now() - 9e8, lastUsedAt: Date.now(), current: true },
    {
      id: "s2",
      device: "Firefox · Windows",
      createdAt: Date.now() - 8e8,
      lastUsedAt: Date.now() - 3e6,
      current: false,
    },
  ];
  return {
    session,
    people: api,
    makeClient: (me) => {
      const person = people.find((one) => one.id === me.personId);
      if (!person) throw new Error(`nobody ${me.personId}`);
      return makeClient(server, person, `${me.personId}.${me.schoolId}`);
    },
  };
}
