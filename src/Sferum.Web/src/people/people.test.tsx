import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "../live/protocol";
import { savesData } from "../live/thinLine";
import type { Services } from "../shell/context";
import { stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import { deviceId } from "./deviceId";
import { deviceName } from "./deviceName";
import type { ConfirmRequest, SignedIn } from "./protocol";

const { anna, sonya } = people;
let services: Services;
let confirmed: ConfirmRequest[];

beforeEach(() => {
  localStorage.clear();
  const server = new FakeServer([new FakeChat("c1", "7Б · класс", [anna, sonya])]);
  services = fakeServices(server, [anna, sonya]);
  services.people.config = async () => ({ demo: false, smsConsole: false, version: "0" });
  confirmed = [];
  services.people.confirm = async (request) => {
    confirmed.push(request);
    if (request.code !== "407123") throw new Refused({ code: "sign_in.code_wrong", message: "Код не подошёл" });
    return services.people.demoSignIn(sonya.id);
  };
});

afterEach(() => stopClients());

const chatList = () => screen.findByRole("region", { name: "Список чатов" });

describe("Signing in", () => {
  it("by phone and code, and goes on where the address says", async () => {
    const { user, router } = await openPage(services, "/chats/c1");
    await user.type(await screen.findByLabelText("Телефон"), "8 900 000 14 27");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    await user.type(await screen.findByLabelText("Код из шести цифр"), "407123");
    await chatList();
    expect(confirmed).toMatchObject([{ attemptId: "a", code: "407123", claim: undefined }]);
    expect(router.state.location.pathname).toBe("/chats/c1");
  });

  it("with a wrong code says so in the server's words and lets one try again", async () => {
    const { user } = await openPage(services, "/");
    await user.type(await screen.findByLabelText("Телефон"), "8 900 000 14 27");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    const field = await screen.findByLabelText("Код из шести цифр");
    await user.type(field, "111111");
    await screen.findByText("Код не подошёл");
    await waitFor(() => expect(field).toHaveProperty("value", ""));
    await user.type(field, "407123");
    await chatList();
  });

  it("by a one-time link binds the phone to the person it was made for", async () => {
    window.location.hash = "#tayna";
    const { user } = await openPage(services, "/claim");
    await user.type(await screen.findByLabelText("Телефон"), "8 900 000 14 27");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    await user.type(await screen.findByLabelText("Код из шести цифр"), "407123");
    await chatList();
    expect(confirmed[0]?.claim).toBe("tayna");
    window.location.hash = "";
  });

  it("in a practice district by choosing who to be", async () => {
    services.people.config = async () => ({ demo: true, smsConsole: true, version: "0" });
    const { user } = await openPage(services, "/");
    await user.type(await screen.findByRole("searchbox"), "соня");
    expect(screen.queryByText(anna.name)).toBeNull();
    await user.click(screen.getByRole("button", { name: /Соня Белкина/ }));
    await chatList();
  });

  it("says why one is asked again when the session has expired", async () => {
    services.session.end("expired");
    await openPage(services, "/");
    const said = await screen.findByText("Нужно войти снова. Черновики сохранены.");
    expect(said.getAttribute("role")).toBe("status");
  });

  it("without a line says so and keeps the number", async () => {
    services.people.askCode = () => Promise.reject(new TypeError("no route"));
    const { user } = await openPage(services, "/");
    const field = await screen.findByLabelText("Телефон");
    await user.type(field, "8 900 000 14 27");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    await screen.findByText(/Нет связи с сервером/);
    expect(field).toHaveProperty("value", "8 900 000 14 27");
  });

  it("with several schools asks where one is today", async () => {
    const several = await services.people.demoSignIn(sonya.id);
    const place = (id: string, name: string) => ({ schoolId: id, schoolName: name, roles: ["student"] });
    several.me.schoolId = null;
    several.me.affiliations = [place("s1", "Школа № 1"), place("s2", "Школа № 2")];
    const actIn = vi.spyOn(services.session, "actIn").mockImplementation(async (schoolId) => {
      services.session.accept({ ...several, me: { ...several.me, schoolId } } satisfies SignedIn);
    });
    services.session.accept(several);
    const { user } = await openPage(services, "/");
    await user.click(await screen.findByRole("button", { name: /Школа № 2/ }));
    await chatList();
    expect(actIn).toHaveBeenCalledWith("s2");
  });
});

describe("The profile", () => {
  beforeEach(async () => services.session.accept(await services.people.demoSignIn(sonya.id)));

  it("lists sessions and ends one that is not this", async () => {
    const revoke = vi.fn(async () => undefined);
    services.people.revoke = revoke;
    const { user } = await openPage(services, "/profile");
    const ends = await screen.findAllByRole("button", { name: /Завершить вход/ });
    expect(ends).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Завершить вход: Firefox · Windows" }));
    expect(revoke).toHaveBeenCalledWith("s2");
    await screen.findByText("Вход завершён");
  });

  it("changes the language of the page as it stands", async () => {
    const { user } = await openPage(services, "/profile");
    await user.click(await screen.findByRole("button", { name: "English" }));
    await screen.findByRole("heading", { name: "Where you are signed in" });
    expect(document.documentElement.lang).toBe("en");
    await user.click(screen.getByRole("button", { name: "Русский" }));
    await screen.findByRole("heading", { name: "Где вы вошли" });
  });

  it("changes the theme and keeps it", async () => {
    const { user } = await openPage(services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Тёмное" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("sferum.theme")).toBe("dark");
    await user.click(screen.getByRole("button", { name: "Как в системе" }));
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it("saves traffic from the moment one says so", async () => {
    const { user } = await openPage(services, "/profile");
    const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: /Экономия трафика/ });
    await user.click(box);
    expect([box.checked, savesData(), document.documentElement.dataset.line]).toEqual([true, true, "thin"]);
    await user.click(box);
    expect([box.checked, savesData()]).toEqual([false, false]);
  });

  it("signs out after asking, and leaves nothing on the device", async () => {
    services.session.signOut = async () => services.session.end(null);
    const { user } = await openPage(services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Выйти" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Выйти" }));
    await screen.findByLabelText("Телефон");
    await waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
  });
});

describe("A device", () => {
  it("is called by browser and system", () => {
    const agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 YaBrowser/24.1 Safari/537.36";
    expect(deviceName(agent)).toBe("Yandex Browser · Windows");
    expect(deviceName("curl")).toBe("Web");
  });

  it("is known again by what it made once", () => {
    const made = deviceId();
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(deviceId()).toBe(made);
  });
});
