import { screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, openDesk } from "../../testing/desk";
import { application, school } from "../../testing/school";

let on: Desk;
const order = new File(["%PDF-1.7"], "order.pdf", { type: "application/pdf" });
const parts = (body: unknown) =>
  Object.fromEntries(
    [...(body as FormData)].map(([name, value]) => [name, value instanceof File ? value.name : value]),
  );

beforeEach(() => {
  on = desk(["operator"]);
  school(on.http)
    .on("POST /api/operator/district-officers", () => ({}))
    .on("POST /api/operator/district-officers/{person}/end", () => ({}));
});

afterEach(() => stopClients());

describe("Officers of the district", () => {
  it("are appointed by an order with its file", async () => {
    const { user } = await openDesk(on, "/platform/officers", "Специалисты района");
    await user.click(screen.getByRole("button", { name: "Назначить специалиста" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Фамилия"), "Котова");
    await user.type(within(dialog).getByLabelText("Имя"), "Вера");
    await user.type(within(dialog).getByLabelText("Телефон"), "+7 900 000-00-55");
    await user.type(within(dialog).getByLabelText("Номер приказа"), "13-о");
    await user.click(within(dialog).getByRole("button", { name: "Внести приказ" }));
    await within(dialog).findByText("Приложите файл");
    expect(await faults()).toEqual([]);
    await user.upload(within(dialog).getByLabelText("Файл приказа"), order);
    await user.click(within(dialog).getByRole("button", { name: "Внести приказ" }));
    await screen.findByText("Назначение внесено: Котова Вера");
    const [sent] = on.http.bodies("POST /api/operator/district-officers");
    expect(parts(sent)).toMatchObject({
      familyName: "Котова",
      givenName: "Вера",
      orderNumber: "13-о",
      order: "order.pdf",
    });
  });

  it("end by an order too", async () => {
    const { user } = await openDesk(on, "/platform/officers", "Специалисты района");
    await user.click(await screen.findByRole("button", { name: "Прекратить полномочия: Котова Вера" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Номер приказа"), "14-о");
    await user.upload(within(dialog).getByLabelText("Файл приказа"), order);
    await user.click(within(dialog).getByRole("button", { name: "Прекратить" }));
    await screen.findByText("Полномочия прекращены: Котова Вера");
    const [sent] = on.http.bodies("POST /api/operator/district-officers/p-vera/end");
    expect(Object.keys(parts(sent)).sort()).toEqual(["order", "orderDate", "orderNumber"]);
  });
});

describe("An order about a director", () => {
  it("is entered by an operator for a school that was taken on", async () => {
    const taken = {
      application: { number: 17, revision: 2, status: "approved", schoolName: "Школа с. Дальнее", steps: [] },
      form: application,
      schoolId: "school-9",
    };
    on.http
      .on("GET /api/operator/applications/{number}", () => taken)
      .on("POST /api/operator/schools/{school}/director", () => ({}));
    const { user } = await openDesk(on, "/platform/applications/17", "Школа с. Дальнее");
    await user.click(screen.getByRole("button", { name: "Приказ о директоре" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).queryByRole("combobox")).toBeNull();
    await user.type(within(dialog).getByLabelText("Фамилия"), "Заливина");
    await user.type(within(dialog).getByLabelText("Имя"), "Вера");
    await user.type(within(dialog).getByLabelText("Телефон"), "+7 900 000-00-56");
    await user.type(within(dialog).getByLabelText("Номер приказа"), "15-о");
    await user.upload(within(dialog).getByLabelText("Файл приказа"), order);
    await user.click(within(dialog).getByRole("button", { name: "Внести приказ" }));
    await screen.findByText("Приказ ждёт подтверждения района");
    const [sent] = on.http.bodies("POST /api/operator/schools/school-9/director");
    expect(parts(sent)).toMatchObject({ familyName: "Заливина", orderNumber: "15-о", order: "order.pdf" });
  });

  it("is confirmed by an officer who is asked first", async () => {
    on = desk(["district_officer"]);
    school(on.http).on("POST /api/district/director-orders/{order}/decision", () => ({}));
    const { user } = await openDesk(on, "/district/orders", "Приказы о директорах");
    await user.click(await screen.findByRole("button", { name: "Подтвердить" }));
    const dialog = await screen.findByRole("dialog");
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Подтвердить" }));
    await screen.findByText("Приказ подтверждён");
    expect(on.http.bodies("POST /api/district/director-orders/o-director/decision")).toEqual([
      { confirm: true, reason: undefined },
    ]);
  });
});
