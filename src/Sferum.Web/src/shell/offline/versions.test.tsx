import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../../testing/clients";
import { FakeServer } from "../../testing/fakeServer";
import { fakeServices } from "../../testing/fakeServices";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";
import { useNewVersion, watchVersions } from "./versions";

class FakeWorker extends EventTarget {
  state = "installing";
  readonly told: unknown[] = [];
  postMessage = (what: unknown) => this.told.push(what);
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
  updates = 0;
  update = async () => void this.updates++;
  comes(): FakeWorker {
    this.installing = new FakeWorker();
    this.dispatchEvent(new Event("updatefound"));
    return this.installing;
  }
}

class FakeWorkers extends EventTarget {
  controller: object | null = {};
  readonly registration = new FakeRegistration();
  register = async () => this.registration;
  taken = () => this.dispatchEvent(new Event("controllerchange"));
}

const { anna } = people;
let workers: FakeWorkers;
let reloads: number;

beforeEach(async () => {
  workers = new FakeWorkers();
  reloads = 0;
  useNewVersion.setState({ take: null });
});

afterEach(() => {
  cleanup();
  stopClients();
  localStorage.clear();
});

const watch = () => watchVersions(workers as unknown as ServiceWorkerContainer, () => void reloads++);

describe("A new version", () => {
  it("is offered once it is installed, and the page changes only when the person says so", async () => {
    await watch();
    const services = fakeServices(new FakeServer([]), [anna]);
    services.session.accept(await services.people.demoSignIn(anna.id));
    const { user } = await openPage(services, "/chats");
    const coming = workers.registration.comes();
    expect(screen.queryByRole("button", { name: "Обновить" })).toBeNull();
    coming.become("installed");
    const button = await screen.findByRole("button", { name: "Обновить" });
    workers.taken(); // another tab has gone over
    expect(reloads).toBe(0);
    await user.click(button);
    expect(coming.told).toEqual(["takeOver"]);
    workers.taken();
    expect(reloads).toBe(1);
  });

  it("that came while the page was closed is offered at once", async () => {
    workers.registration.waiting = new FakeWorker();
    workers.registration.waiting.state = "installed";
    await watch();
    expect(useNewVersion.getState().take).not.toBeNull();
  });

  it("that another tab has taken over already needs only a reload", async () => {
    await watch();
    const coming = workers.registration.comes();
    coming.become("installed");
    coming.become("activated");
    useNewVersion.getState().take?.();
    expect(reloads).toBe(1);
  });

  it("is looked for when somebody comes back to a page that was open for long", async () => {
    await watch();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(workers.registration.updates).toBe(0);
    vi.setSystemTime(Date.now() + 31 * 60_000);
    document.dispatchEvent(new Event("visibilitychange"));
    await waitFor(() => expect(workers.registration.updates).toBe(1));
    vi.useRealTimers();
  });
});

it("The first version on a device is not offered as a new one", async () => {
  workers.controller = null;
  await watch();
  workers.registration.comes().become("installed");
  expect(useNewVersion.getState().take).toBeNull();
});
