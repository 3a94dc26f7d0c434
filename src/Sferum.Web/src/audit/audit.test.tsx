import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { stopClients } from "../testing/clients";
import { desk, openDesk } from "../testing/desk";
import { school } from "../testing/school";

afterEach(() => stopClients());

describe("The record", () => {
  it("is searched by the kind of act and by whole days of the reader's", async () => {
    const on = desk(["school_admin"]);
    school(on.http);
    const { user } = await openDesk(on, "/school/audit", "Журнал действий");
    const search = screen.getByRole("search", { name: "Поиск по журналу" });
    await within(search).findByRole("option", { name: "Создан класс" });
    await user.selectOptions(within(search).getByLabelText("Действие"), "class.created");
    fireEvent.change(within(search).getByLabelText("С"), { target: { value: "2026-11-02" } });
    fireEvent.change(within(search).getByLabelText("По"), { target: { value: "2026-11-03" } });
    const asked = () =>
      Object.fromEntries(on.http.asked.findLast(({ what }) => what === "GET /api/school/audit")?.query ?? []);
    await waitFor(() =>
      expect(asked()).toEqual({
        act: "class.created",
        from: String(new Date(2026, 10, 2).getTime()),
        to: String(new Date(2026, 10, 4).getTime()),
      }),
    );
    await user.selectOptions(within(search).getByLabelText("Действие"), "");
    fireEvent.change(within(search).getByLabelText("С"), { target: { value: "" } });
    await waitFor(() => expect(asked()).toEqual({ to: String(new Date(2026, 10, 4).getTime()) }));
  });

  it("opens an act with what was before and after", async () => {
    const on = desk(["school_admin"]);
    school(on.http);
    const { user } = await openDesk(on, "/school/audit", "Журнал действий");
    await user.click(await screen.findByRole("button", { name: "Подробнее" }));
    const dialog = await screen.findByRole("dialog", { name: "Создан класс" });
    within(dialog).getByText("Зимина Раиса");
    within(dialog).getByText(/"title": "7Б"/);
    expect(within(dialog).queryByText("Было")).toBeNull();
  });
});
