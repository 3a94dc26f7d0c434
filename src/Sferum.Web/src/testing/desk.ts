import { screen } from "@testing-library/react";
import type { Person } from "../chats/protocol";
import type { SignedIn } from "../people/protocol";
import type { Services } from "../shell/context";
import { FakeChat } from "./fakeChat";
import { FakeHttp } from "./fakeHttp";
import { FakeServer } from "./fakeServer";
import { fakeServices } from "./fakeServices";
import { people } from "./people";
import { openPage } from "./render";

export interface Desk {
  http: FakeHttp;
  services: Services;
}

const school = "school-1";

/** A session of somebody with these roles in an invented school. */
export const signedInAs = (person: Person, roles: string[]): SignedIn => ({
  accessToken: "access",
  refreshToken: "refresh",
  expiresInSeconds: 3600,
  me: {
    personId: person.id,
    name: person.name,
    sessionId: "s1",
    schoolId: school,
    roles,
    affiliations: [{ schoolId: school, schoolName: "Школа с. Ягельное", roles }],
  },
});

/** A desk over a server that answers what the test sets. */
export function desk(roles: string[]): Desk {
  localStorage.clear();
  const http = new FakeHttp();
  const all = Object.values(people);
  const services = fakeServices(new FakeServer([new FakeChat("c1", "7Б · класс", all)]), all, http);
  services.session.accept(signedInAs(people.anna, roles));
  return { http, services };
}

/** A page of the desk, once its heading is there. */
export async function openDesk({ services }: Desk, address: string, heading: string) {
  const page = await openPage(services, address);
  await screen.findByRole("heading", { level: 1, name: heading });
  return page;
}
