import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { faults } from "../testing/axe";
import { stopClients } from "../testing/clients";
import { desk, openDesk } from "../testing/desk";
import { openPage } from "../testing/render";
import { school } from "../testing/school";

afterEach(() => stopClients());

const admin = ["school_admin"];
const operator = ["operator"];

/** Each page of the desk: its address, who opens it, its heading, and something that comes from the server. */
const pages: [address: string, roles: string[], heading: string, holds: string | RegExp][] = [
  ["/school", admin, "Что ждёт меня", /1 жалоба/],
  ["/school/requests", admin, "Заявки на вступление", "Савельева Рита"],
  ["/school/invitations", admin, "Приглашения", "24 из 26"],
  ["/school/classes", admin, "Классы", "7Б"],
  ["/school/classes/k7b", admin, "7Б", "Белкина Соня"],
  ["/school/people", admin, "Люди", "Белкина Соня"],
  ["/school/people/p-sonya", admin, "Белкина Соня", "Белкина Ирина"],
  ["/school/movements", admin, "Движение", /84-к/],
  ["/school/structure", admin, "Структура школы", "Алгебра · 7Б"],
  ["/school/rollover", admin, "Переход на новый учебный год", "8Б"],
  ["/school/import", admin, "Загрузка списков", "Кодировка"],
  ["/school/orders", ["director"], "Приказы и назначения", "Котов Олег"],
  ["/school/documents", ["director"], "Документы школы", "Положение о чатах"],
  ["/school/consents", admin, "Родители и согласия", "Белкина Соня"],
  ["/school/moderation", ["director"], "Модерация", "Обидно"],
  ["/school/audit", admin, "Журнал действий", "Создан класс"],
  ["/platform/applications", operator, "Заявки школ", "Школа с. Дальнее"],
  ["/platform/applications/17", operator, "Школа с. Дальнее", /1028700000001/],
  ["/platform/applications/new", operator, "Внести заявку с почты", "ОГРН"],
  ["/platform/officers", operator, "Специалисты района", "13-о"],
  ["/platform/cluster", operator, "Кластер", "PostgreSQL 16.4"],
  ["/district/orders", ["district_officer"], "Приказы о директорах", "Школа с. Ягельное"],
];

/** Of one class and one person the server decides: it does not say whether there are such. */
const ofSchool = pages.filter(([address]) => /^\/school(\/[a-z]+)?$/.test(address));

describe("A page of the desk", () => {
  it.each(pages)("%s shows what it is about and has no faults", async (address, roles, heading, holds) => {
    const on = desk(roles);
    school(on.http);
    await openDesk(on, address, heading);
    await waitFor(() => expect(screen.queryAllByText(holds).length).toBeGreaterThan(0));
    await waitFor(() => expect(screen.queryByText("Загружаем…")).toBeNull());
    expect(await faults()).toEqual([]);
  });

  it.each(ofSchool)("%s is empty for students, who have no desk", async (address) => {
    const on = desk(["student"]);
    await openPage(on.services, address);
    await screen.findByText("Такой страницы нет");
    expect(screen.queryByRole("navigation", { name: "Разделы школы" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Школа" })).toBeNull();
  });
});

describe("The tabs of the desk", () => {
  it.each([
    [
      ["school_admin"],
      [
        "Ждёт меня",
        "Классы",
        "Люди",
        "Приглашения",
        "Движение",
        "Структура",
        "Загрузка",
        "Приказы",
        "Документы",
        "Согласия",
        "Модерация",
        "Журнал",
      ],
    ],
    [["director"], ["Ждёт меня", "Классы", "Люди", "Приказы", "Документы", "Модерация", "Журнал"]],
    [["class_teacher"], ["Ждёт меня", "Классы", "Люди", "Приглашения", "Согласия"]],
    [["operator"], ["Заявки школ", "Специалисты района", "Кластер", "Журнал"]],
  ])("are for %s those that its rights fill", async (roles, tabs) => {
    const on = desk(roles);
    school(on.http);
    const { user } = await openPage(on.services, "/chats");
    await user.click((await screen.findAllByRole("link", { name: /^(Школа|Платформа)$/ }))[0] as HTMLElement);
    const line = await screen.findByRole("navigation", { name: "Разделы школы" });
    expect([...line.querySelectorAll("a")].map(({ textContent }) => textContent)).toEqual(tabs);
  });
});
