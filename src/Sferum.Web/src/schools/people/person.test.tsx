import { screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
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
