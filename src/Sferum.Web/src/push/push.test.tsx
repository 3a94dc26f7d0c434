import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../testing/clients";
import { FakeCaches } from "../testing/fakeCaches";
import { FakeChat } from "../testing/fakeChat";
import { FakeHttp } from "../testing/fakeHttp";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import { keepLanguage, keptLanguage, show } from "./notices";
import type { PushStatus } from "./protocol";

const { anna, sonya } = people;
const words = {
  ru: {
    title: "Новое",
    chat: { one: "{{count}} сообщение", few: "{{count}} сообщения", many: "{{count}} сообщений" },
    digest: { many: "Было тихо: {{count}}" },
  },
  en: {
    title: "News",
    chat: { one: "{{count}} message", other: "{{count}} messages" },
    digest: { other: "{{count}}" },
  },
};

describe("A notification", () => {
  const notice = { kind: "chat", person: "p", chat: "c1", chats: 1, unread: 3 };

  it("says how many messages there are, in the right plural, and leads to the chat", () => {
    expect(show(JSON.stringify(notice), "ru", words)).toMatchObject({
      title: "Новое",
      options: { body: "3 сообщения", tag: "p.c1", data: { path: "/chats/c1" } },
    });
    expect(show(JSON.stringify({ ...notice, unread: 1 }), "en", words)?.options.body).toBe("1 message");
    expect(show(JSON.stringify({ ...notice, unread: 2 }), "en", words)?.options.body).toBe("2 messages");
  });

  it("of what came in quiet hours leads to the list", () => {
    const digest = { kind: "digest", person: "p", chat: null, chats: 2, unread: 7 };
    expect(show(JSON.stringify(digest), "ru", words)).toMatchObject({
      options: { body: "Было тихо: 7", tag: "p.digest", data: { path: "/chats" } },
    });
  });

  it("that nobody understands is not shown", () => {
    for (const text of [undefined, "", "{", "{}", '{"person":1,"unread":"x"}'])
      expect(show(text, "ru", words)).toBeNull();
  });

  it("speaks the language that was chosen on the page", async () => {
    const caches = new FakeCaches("http://localhost") as unknown as CacheStorage;
    expect(await keptLanguage(caches)).toBe("ru");
    await keepLanguage(caches, "en");
    expect(await keptLanguage(caches)).toBe("en");
  });
});

describe("Notifications on the profile", () => {
  let http: FakeHttp;
  let status: PushStatus;
  let permission: NotificationPermission;

  beforeEach(() => {
    localStorage.clear();
    permission = "granted";
    status = {
      enabled: true,
      publicKey: "server",
      subscribed: false,
      quiet: null,
      school: { from: 1320, to: 420, zone: "Asia/Anadyr" },
    };
    const asked = { toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "key", auth: "secret" } }) };
    const pushManager = { getSubscription: async () => null, subscribe: vi.fn(async () => asked) };
    vi.stubGlobal("PushManager", class {});
    vi.stubGlobal("Notification", { permission: "default", requestPermission: async () => permission });
    vi.stubGlobal("caches", new FakeCaches("http://localhost"));
    Object.defineProperty(navigator, "serviceWorker", {
      configurable: true,
      value: {
        ready: Promise.resolve({ pushManager }),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      },
    });
    http = new FakeHttp()
      .on("GET /api/push", () => status)
      .on("PUT /api/push/subscription", () => {
        status = { ...status, subscribed: true };
      })
      .on("DELETE /api/push/subscription", () => {
        status = { ...status, subscribed: false };
      })
      .on("PUT /api/push/quiet-hours", ({ body }) => {
        status = { ...status, quiet: body as PushStatus["quiet"] };
      })
      .on("DELETE /api/push/quiet-hours", () => {
        status = { ...status, quiet: null };
      });
  });

  afterEach(() => {
    Reflect.deleteProperty(navigator, "serviceWorker");
    vi.unstubAllGlobals();
    stopClients();
  });

  const open = async () => {
    const server = new FakeServer([new FakeChat("c1", "7Б · класс", [anna, sonya])]);
    const services = fakeServices(server, [anna, sonya], http);
    services.session.accept(await services.people.demoSignIn(sonya.id));
    return openPage(services, "/profile");
  };

  it("are turned on by a click, with the browser's own keys, and off again", async () => {
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Включить уведомления" }));
    await user.click(await screen.findByRole("button", { name: "Выключить уведомления" }));
    await screen.findByRole("button", { name: "Включить уведомления" });
    expect(http.bodies("PUT /api/push/subscription")).toEqual([
      { endpoint: "https://push.example/1", publicKey: "key", secret: "secret" },
    ]);
  });

  it("say what to do when the browser does not let them", async () => {
    permission = "denied";
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Включить уведомления" }));
    await screen.findByText(/запрещены в браузере/);
    expect(http.bodies("PUT /api/push/subscription")).toEqual([]);
  });

  it("rest in quiet hours that one sets and ends, beside those of the school", async () => {
    const { user } = await open();
    await screen.findByText("В школе тихо с 22:00 до 07:00 (Asia/Anadyr).");
    await user.click(await screen.findByRole("button", { name: "Задать" }));
    await screen.findByRole("button", { name: "Изменить" });
    expect(http.bodies("PUT /api/push/quiet-hours")).toEqual([{ from: 1320, to: 420, zone: expect.any(String) }]);
    await user.click(screen.getByRole("button", { name: "Отменить" }));
    await screen.findByRole("button", { name: "Задать" });
  });

  it("are not there where the deployment sends none", async () => {
    status = { ...status, enabled: false };
    await open();
    await waitFor(() => expect(http.asked.some((one) => one.what === "GET /api/push")).toBe(true));
    expect(screen.queryByText("Тихие часы")).toBeNull();
  });
});
