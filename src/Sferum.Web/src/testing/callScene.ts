import { screen } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { leaveCall } from "../calls/current";
import { useChoices } from "../calls/media/choices";
import type { Person } from "../chats/protocol";
import type { Services } from "../shell/context";
import { useNewVersion } from "../shell/offline/versions";
import { stopClients } from "./clients";
import { FakeCall } from "./fakeCall";
import { FakeChat } from "./fakeChat";
import { FakeHttp } from "./fakeHttp";
import { FakeMedia } from "./fakeMedia";
import { FakeServer } from "./fakeServer";
import { fakeServices } from "./fakeServices";
import { people } from "./people";
import { openPage } from "./render";

const { anna, sonya, ilya } = people;
export let server: FakeServer;
export let call: FakeCall;
export let media: FakeMedia;
export let http: FakeHttp;
export let services: Services;

/** Two chats of a class, a server, devices: anew for each test of the file that calls it. */
export function setCallScene() {
  beforeEach(() => {
    localStorage.clear();
    useChoices.setState({ chosen: {} });
    useNewVersion.setState({ take: null });
    const group = new FakeChat("c1", "7Б · класс", [anna, sonya, ilya]);
    group.post(anna, "Здравствуйте!");
    const algebra = new FakeChat("c2", "Алгебра · 7Б", [anna, sonya], "study");
    server = new FakeServer([group, algebra]);
    call = new FakeCall(server, "c1");
    media = new FakeMedia();
    http = new FakeHttp().on("GET /api/chats/{id}/calls", () => ({ calls: [] }));
    services = fakeServices(server, [anna, sonya, ilya], http);
  });

  afterEach(() => {
    leaveCall();
    stopClients();
    vi.unstubAllGlobals();
  });
}

/** The page of somebody who has signed in. */
export async function open(person: Person, address = "/chats/c1/call") {
  services.session.accept(await services.people.demoSignIn(person.id));
  return openPage(services, address);
}

/** A button of the page. */
export const button = (name: string | RegExp) => screen.findByRole("button", { name });

/** Inside, with the bar below. */
export async function inside(person: Person) {
  if (person !== anna) call.comes(anna, { microphone: true, camera: true, sends: true });
  const page = await open(person);
  await page.user.click(await button("Войти в видеосессию"));
  await screen.findByRole("toolbar", { name: "Управление видеосессией" });
  return page;
}

/** What was led, without the session. */
export const led = () => call.led.map(({ callId: _, ...act }: { callId?: string } & (typeof call.led)[number]) => act);

/** A seat of a member, with everything off. */
export function seatOf({ id, name }: Person) {
  return {
    personId: id,
    name,
    role: "member" as const,
    since: 0,
    microphone: false,
    camera: false,
    sends: false,
    shares: false,
  };
}
