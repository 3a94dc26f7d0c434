import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, signedInAs } from "../../testing/desk";
import { refused } from "../../testing/fakeHttp";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";

const codes = ["ABCD-EFGH-1234", "ZXCV-BNMA-5678"];
let on: Desk;
let since: number | null;

beforeEach(() => {
  on = desk(["school_admin"]);
  since = null;
  on.http
    .on("GET /api/second-factor", () => ({ since, recoveryCodesLeft: since ? 10 : 0 }))
    .on("POST /api/second-factor", () => ({
      secret: "JBSWY3DPEHPK3PXP",
      uri: "otpauth://totp/x",
      svg: "<svg></svg>",
    }))
    .on("POST /api/second-factor/confirm", ({ body }) => {
      if ((body as { code: string }).code !== "123456") throw refused("second_factor.code_wrong", "Код не подошёл.");
      const fresh = since === null;
      since = Date.now();
      return { recoveryCodes: fresh ? codes : [] };
    })
    .on("POST /api/second-factor/remove", () => {
      since = null;
    });
  on.services.session.renew = vi.fn(async () => on.services.session.accept(signedInAs(people.anna, ["school_admin"])));
});

afterEach(() => stopClients());

/** The server demands a second factor of this session. */
const demanded = () => {
  const answer = signedInAs(people.anna, ["school_admin"]);
  on.services.session.accept({ ...answer, me: { ...answer.me, needsSecondFactor: true } });
};

describe("A second factor", () => {
  it("is taken from the profile: picture, code, recovery codes to be kept", async () => {
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Подключить приложение" }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText("JBSW Y3DP EHPK 3PXP");
    await user.type(dialog.getByLabelText("Шесть цифр из приложения"), "000000{Enter}");
    await dialog.findByText("Код не подошёл.");
    await user.type(dialog.getByLabelText("Шесть цифр из приложения"), "123456{Enter}");
    await dialog.findByText("ABCD-EFGH-1234");
    const done = dialog.getByRole<HTMLButtonElement>("button", { name: "Готово" });
    expect(done.disabled).toBe(true);
    expect(await faults()).toEqual([]);
    await user.click(dialog.getByLabelText("Коды сохранены"));
    await user.click(done);
    await screen.findByText(/Осталось 10 запасных кодов/);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is removed with a code", async () => {
    since = Date.now();
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Отключить" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText(/Код из приложения/), "ABCD-EFGH-1234");
    await user.click(dialog.getByRole("button", { name: "Отключить" }));
    await screen.findByText("Вторая проверка отключена");
    await screen.findByRole("button", { name: "Подключить приложение" });
  });

  it("is asked for at sign-in of those who have one", async () => {
    on.services.session.end(null);
    on.services.people.config = async () => ({ demo: false, smsConsole: false, version: "0" });
    on.services.people.confirm = async () => {
      throw refused("sign_in.second_needed", "Введите код", { ticket: "BILET" });
    };
    const second = vi.fn(async () => signedInAs(people.anna, ["school_admin"]));
    on.services.people.second = second;
    const { user } = await openPage(on.services, "/chats");
    await user.type(await screen.findByLabelText("Телефон"), "8 900 000 14 27");
    await user.click(screen.getByRole("button", { name: "Получить код" }));
    await user.type(await screen.findByLabelText("Код из шести цифр"), "407123");
    await screen.findByRole("heading", { name: "Код из приложения" });
    expect(await faults()).toEqual([]);
    await user.type(screen.getByLabelText(/Код из приложения/), "123456{Enter}");
    await screen.findByRole("region", { name: "Список чатов" });
    expect(second).toHaveBeenCalledWith({ ticket: "BILET", code: "123456" });
  });

  it("that a role demands closes everything else until it is taken", async () => {
    demanded();
    const { user } = await openPage(on.services, "/chats");
    await screen.findByRole("heading", { name: "Нужна вторая проверка" });
    await user.type(await screen.findByLabelText("Шесть цифр из приложения"), "123456{Enter}");
    await user.click(await screen.findByLabelText("Коды сохранены"));
    await user.click(screen.getByRole("button", { name: "Готово" }));
    await screen.findByRole("region", { name: "Список чатов" });
  });

  it("that is there already is only shown on another device", async () => {
    since = Date.now();
    demanded();
    const { user } = await openPage(on.services, "/chats");
    await user.type(await screen.findByLabelText(/Код из приложения/), "123456{Enter}");
    await waitFor(() => expect(on.services.session.renew).toHaveBeenCalled());
    await screen.findByRole("region", { name: "Список чатов" });
  });
});
