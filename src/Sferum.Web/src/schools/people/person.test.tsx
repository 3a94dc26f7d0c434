import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { desk, openDesk } from "../../testing/desk";
import { school } from "../../testing/school";

afterEach(() => stopClients());

describe("The page of a student", () => {
  it("ends a guardianship, with a reason", async () => {
    const on = desk(["class_teacher"]);
    school(on.http).on("POST /api/guardianships/end", () => ({}));
    const { user } = await openDesk(on, "/school/people/p-sonya", "Белкина Соня");
    await user.click(await screen.findByRole("button", { name: "Прекратить представительство: Белкина Ирина" }));
    const dialog = await screen.findByRole("dialog");
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Прекратить" }));
    await within(dialog).findByText("Заполните это поле");
    await user.type(within(dialog).getByLabelText("Почему"), "Решение суда № 5");
    await user.click(within(dialog).getByRole("button", { name: "Прекратить" }));
    await screen.findByText("Представительство прекращено: Белкина Ирина");
    expect(on.http.bodies("POST /api/guardianships/end")).toEqual([
      { guardianId: "p-irina", studentId: "p-sonya", reason: "Решение суда № 5" },
    ]);
  });

  it("offers no such end to heads who do not confirm guardians", async () => {
    const on = desk(["director"]);
    school(on.http);
    await openDesk(on, "/school/people/p-sonya", "Белкина Соня");
    await screen.findByText("Белкина Ирина");
    expect(screen.queryByRole("button", { name: /Прекратить представительство/ })).toBeNull();
  });
});

describe("Personal data", () => {
  it("are handed over as one file named by the person", async () => {
    const on = desk(["school_admin"]);
    school(on.http).on("GET /api/people/p-sonya/export", () => new Blob(["{}"]));
    URL.createObjectURL = () => "blob:export";
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(`${this.download} ${this.href}`);
    });
    const names: string[] = [];
    const { user } = await openDesk(on, "/school/people/p-sonya", "Белкина Соня");
    await user.click(await screen.findByRole("button", { name: "Выгрузить всё о человеке" }));
    await waitFor(() => expect(names).toEqual(["Белкина Соня.json blob:export"]));
    saved.mockRestore();
  });

  it("are erased with a reason and never without", async () => {
    const on = desk(["school_admin"]);
    school(on.http).on("POST /api/people/p-sonya/erase", () => undefined);
    const { user } = await openDesk(on, "/school/people/p-sonya", "Белкина Соня");
    await user.click(await screen.findByRole("button", { name: "Удалить из школы" }));
    const dialog = await screen.findByRole("dialog", { name: "Удалить: Белкина Соня?" });
    await user.click(within(dialog).getByRole("button", { name: "Удалить из школы" }));
    await within(dialog).findByText("Заполните это поле");
    expect(on.http.bodies("POST /api/people/p-sonya/erase")).toEqual([]);
    await user.type(within(dialog).getByLabelText("Основание: заявление или приказ"), "Заявление № 3");
    await user.click(within(dialog).getByRole("button", { name: "Удалить из школы" }));
    await screen.findByText("Удалён: Белкина Соня");
    expect(on.http.bodies("POST /api/people/p-sonya/erase")).toEqual([{ reason: "Заявление № 3" }]);
  });
});
