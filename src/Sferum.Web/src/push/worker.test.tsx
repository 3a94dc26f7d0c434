import { waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeHttp } from "../testing/fakeHttp";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import { tagOf } from "./notices";
import { listenToPush } from "./worker";

const { anna, sonya } = people;

describe("A press on a notification", () => {
  /** The browser's side of a service worker: its listeners, and the windows that it sees. */
  const press = async (windows: unknown[]) => {
    const listeners = new Map<string, (event: unknown) => void>();
    const openWindow = vi.fn(async () => undefined);
    const scope = {
      addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
      clients: { matchAll: async () => windows, openWindow },
    };
    listenToPush(scope as unknown as ServiceWorkerGlobalScope);
    const close = vi.fn();
    let work: Promise<void> | undefined;
    listeners.get("notificationclick")?.({
      notification: { close, data: { path: "/chats/c1" } },
      waitUntil: (promise: Promise<void>) => {
        work = promise;
      },
    });
    await work;
    expect(close).toHaveBeenCalled();
    return openWindow;
  };

  it("opens the page at the chat where none is open", async () => {
    expect((await press([])).mock.calls).toEqual([["/chats/c1"]]);
  });

  it("takes the page that is open to the front and to the chat", async () => {
    const page = { focus: vi.fn(async () => undefined), postMessage: vi.fn() };
    const openWindow = await press([page]);
    expect(page.focus).toHaveBeenCalled();
    expect(page.postMessage.mock.calls).toEqual([[{ open: "/chats/c1" }]]);
    expect(openWindow).not.toHaveBeenCalled();
  });
});

describe("A page that is open", () => {
  let told: (event: { data: unknown }) => void;
  let shown: { tag: string; close: () => void }[];
  let server: FakeServer;

  const show = (chat: string | null) => {
    const tag = tagOf(sonya.id, chat);
    shown.push({
      tag,
      close: () => {
        shown = shown.filter((one) => one.tag !== tag);
      },
    });
  };
  const tags = () => shown.map(({ tag }) => tag);

  beforeEach(async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    shown = [];
    vi.stubGlobal("PushManager", class {});
    vi.stubGlobal("Notification", { permission: "granted" });
    Object.defineProperty(navigator, "serviceWorker", {
      configurable: true,
      value: {
        ready: Promise.resolve({ getNotifications: async () => shown }),
        addEventListener: (_: string, listener: typeof told) => {
          told = listener;
        },
        removeEventListener: () => undefined,
      },
    });
    const chats = ["c1", "c2"].map((id) => new FakeChat(id, id, [anna, sonya]));
    for (const chat of chats) chat.post(anna, "Здравствуйте!");
    server = new FakeServer(chats);
  });

  afterEach(() => {
    Reflect.deleteProperty(navigator, "serviceWorker");
    vi.unstubAllGlobals();
    stopClients();
  });

  const open = async () => {
    const services = fakeServices(server, [anna, sonya], new FakeHttp());
    const make = services.makeClient;
    let client: ReturnType<typeof make> | undefined;
    services.makeClient = (me) => {
      client = make(me);
      return client;
    };
    services.session.accept(await services.people.demoSignIn(sonya.id));
    const { router } = await openPage(services, "/chats");
    await waitFor(() => expect(client?.store.getState().source).toBe("live"));
    return { router, commands: (client as ReturnType<typeof make>).commands };
  };

  it("goes where the worker sends it, and nowhere outside the chats", async () => {
    const { router } = await open();
    told({ data: { open: "https://elsewhere.example/chats" } });
    told({ data: { open: "/profile" } });
    expect(router.state.location.pathname).toBe("/chats");
    told({ data: { open: "/chats/c2" } });
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats/c2"));
  });

  it("closes the notification of a chat that is read, and the one of several with the last of them", async () => {
    show("c1");
    show("c2");
    show(null);
    const { commands } = await open();
    expect(tags()).toHaveLength(3);
    commands.markRead("c1", 1);
    await waitFor(() => expect(tags()).toEqual([tagOf(sonya.id, "c2"), tagOf(sonya.id, null)]));
    commands.markRead("c2", 1);
    await waitFor(() => expect(tags()).toEqual([]));
  });

  it("closes what was read on another device meanwhile", async () => {
    server.chat("c1").read(sonya, 1);
    show("c1");
    show("c2");
    await open();
    await waitFor(() => expect(tags()).toEqual([tagOf(sonya.id, "c2")]));
  });
});
