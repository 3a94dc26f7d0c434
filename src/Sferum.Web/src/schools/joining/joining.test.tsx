import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Me, SignedIn } from "../../people/protocol";
import type { Services } from "../../shell/context";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { signedInAs } from "../../testing/desk";
import { joinRequest } from "../../testing/deskData";
import { FakeChat } from "../../testing/fakeChat";
import { FakeHttp, refused } from "../../testing/fakeHttp";
import { FakeServer } from "../../testing/fakeServer";
import { fakeServices } from "../../testing/fakeServices";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";
import type { JoinRequest } from "./protocol";
import { secretIn } from "./secretIn";

const { anna, sonya } = people;
const link = "#TAYNA";
let http: FakeHttp;
let services: Services;
let own: JoinRequest[];

/** Somebody who has signed in by phone and belongs nowhere yet. */
const newcomer = (): SignedIn => {
  const answer = signedInAs(sonya, []);
  const me: Me = { ...answer.me, name: "Новый участник", schoolId: null, affiliations: [] };
  return { ...answer, me };
};

beforeEach(() => {
  localStorage.clear();
  own = [];
  http = new FakeHttp()
    .on("POST /api/invitations/peek", () => ({
      schoolName: "Школа с. Ягельное",
      kind: "student",
      role: "student",
      classTitle: "7Б",
    }))
    .on("GET /api/join-requests", () => ({ requests: own }));
  services = fakeServices(new FakeServer([new FakeChat("c1", "7Б · класс", [anna, sonya])]), [anna, sonya], http);
  services.people.config = async () => ({ demo: false, smsConsole: false, version: "0" });
  services.people.confirm = async () => newcomer();
  window.location.hash = link;
});

afterEach(() => {
  stopClients();
  window.location.hash = "";
});

/** The server takes the person into the school: the next renewal of the session says so. */
const takenIn = () => {
  services.session.actIn = vi.fn(async () => services.session.accept(signedInAs(sonya, ["student"])));
};

describe("The page of a link", () => {
  it("says what the link is for before it asks who one is", async () => {
    await openPage(services, "/join");
    await screen.findByRole("heading", { name: "Школа с. Ягельное" });
    expect(screen.getByText("7Б")).toBeTruthy();
    expect(screen.getByText(/Ссылка для учеников этого класса/)).toBeTruthy();
    expect(screen.getByLabelText("Телефон")).toBeTruthy();
    expect(http.bodies("POST /api/invitations/peek")).toEqual([{ secret: "TAYNA" }]);
    expect(await faults()).toEqual([]);
  });

  it("takes a newcomer by phone, code and name to a request that waits", async () => {
    http.on("POST /api/invitations/use", () => {
      own = [joinRequest()];
      return own[0];
    });
    const { user } = await openPage(services, "/join");
    await user.type(await screen.findByLabelText("Телефон"), "8 900 000 00 31");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    await user.type(await screen.findByLabelText("Код из шести цифр"), "407123");
    await user.type(await screen.findByLabelText("Фамилия"), "Савельева");
    await user.type(screen.getByLabelText("Имя"), "Рита");
    await user.click(screen.getByRole("button", { name: "Попроситься в школу" }));

    await screen.findByText(/Решает администратор школы. Ждёт 3 дня/);
    expect(screen.getByText(/сообщения школы вам не видны/)).toBeTruthy();
    expect(http.bodies("POST /api/invitations/use")).toEqual([
      { secret: "TAYNA", familyName: "Савельева", givenName: "Рита", middleName: "" },
    ]);
    expect(screen.queryByRole("link", { name: /Чаты/ })).toBeNull();
  });

  it("lets somebody of the roster in at once", async () => {
    http.on("POST /api/invitations/use", () => joinRequest({ status: "accepted" }));
    services.session.accept(newcomer());
    takenIn();
    const { user, router } = await openPage(services, "/join");
    await user.type(await screen.findByLabelText("Фамилия"), "Савельева");
    await user.type(screen.getByLabelText("Имя"), "Рита");
    await user.click(screen.getByRole("button", { name: "Попроситься в школу" }));
    await screen.findByText("Вы приняты: Школа с. Ягельное");
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats"));
    expect(services.session.actIn).toHaveBeenCalledWith("school-1");
  });

  it("asks no name of those whom a school knows", async () => {
    services.session.accept(signedInAs(sonya, ["student"]));
    http.on("POST /api/invitations/use", () => {
      throw refused("join.already_member", "Вы уже состоите в этой школе в этой роли.");
    });
    const { user } = await openPage(services, "/join");
    await user.click(await screen.findByRole("button", { name: "Попроситься в школу" }));
    await screen.findByText("Вы уже состоите в этой школе в этой роли.");
    expect(screen.queryByLabelText("Фамилия")).toBeNull();
  });

  it("can be used by another person of the device", async () => {
    services.session.accept(signedInAs(anna, ["class_teacher"]));
    const { user } = await openPage(services, "/join");
    await user.click(await screen.findByRole("button", { name: "Это не я" }));
    await screen.findByLabelText("Телефон");
    expect(services.session.state.others.map(({ name }) => name)).toEqual([anna.name]);
  });

  it("that is no good says why, and another can be entered", async () => {
    http.on("POST /api/invitations/peek", () => {
      throw refused("invitation.invalid", "Приглашение не действует. Попросите в школе новую ссылку.");
    });
    const { user } = await openPage(services, "/join");
    expect((await screen.findByRole("alert")).textContent).toContain("Попросите в школе новую ссылку");
    await user.click(screen.getByRole("button", { name: "Ввести другую ссылку" }));
    const field = await screen.findByLabelText("Ссылка или код");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Открыть" }).disabled).toBe(true);
    await user.type(field, "https://school.example/join#DRUGAYA");
    await user.click(screen.getByRole("button", { name: "Открыть" }));
    await waitFor(() => expect(http.bodies("POST /api/invitations/peek").at(-1)).toEqual({ secret: "DRUGAYA" }));
  });

  it("names the part of a name that cannot be as the form calls it", async () => {
    services.session.accept(newcomer());
    http.on("POST /api/invitations/use", () => {
      throw refused("school.field_invalid", "Проверьте поле «familyName»", { field: "familyName" });
    });
    const { user } = await openPage(services, "/join");
    await user.type(await screen.findByLabelText("Фамилия"), "Белкина 2");
    await user.type(screen.getByLabelText("Имя"), "Соня");
    await user.click(screen.getByRole("button", { name: "Попроситься в школу" }));
    await screen.findByText(/Проверьте: Фамилия\. В имени бывают буквы/);
  });
});

describe("A newcomer who waits", () => {
  beforeEach(() => {
    window.location.hash = "";
    services.session.accept(newcomer());
    own = [joinRequest()];
  });

  it("sees nothing of the school at any address, and goes in once accepted", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      takenIn();
      await openPage(services, "/chats/c1");
      await screen.findByText("ждёт решения");
      expect(screen.queryByText(/7Б · класс/)).toBeNull();
      own = [joinRequest({ status: "accepted", decidedAt: Date.now() })];
      await vi.advanceTimersByTimeAsync(11_000);
      await screen.findByText("Вы приняты: Школа с. Ягельное");
      await screen.findByRole("region", { name: "Список чатов" });
    } finally {
      vi.useRealTimers();
    }
  });

  it("reads why it was rejected", async () => {
    own = [joinRequest({ status: "rejected", reason: "Такого ученика нет в списке" })];
    await openPage(services, "/");
    await screen.findByText("Почему: Такого ученика нет в списке");
    expect(await faults()).toEqual([]);
  });

  it("takes the request back", async () => {
    http.on("POST /api/join-requests/{id}/withdraw", () => {
      own = [joinRequest({ status: "withdrawn" })];
      return own[0];
    });
    const { user } = await openPage(services, "/");
    await user.click(await screen.findByRole("button", { name: "Отозвать" }));
    await screen.findByText("отозвана");
  });

  it("without any request is told how to come in", async () => {
    own = [];
    await openPage(services, "/");
    const { getByRole } = within(await screen.findByRole("main"));
    await screen.findByRole("heading", { name: "Вас ещё никуда не пригласили" });
    expect(getByRole("link", { name: "Открыть приглашение" }).getAttribute("href")).toBe("/join");
  });
});

describe("A link's secret", () => {
  it.each([
    ["https://school.example/join#K4QM-W2", "K4QM-W2"],
    ["  #K4QM-W2 ", "K4QM-W2"],
    ["K4QM-W2", "K4QM-W2"],
    ["/join#%D0%B0", "а"],
    ["", ""],
  ])("is found in %j", (text, secret) => expect(secretIn(text)).toBe(secret));
});
