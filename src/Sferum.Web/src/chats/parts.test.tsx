import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import type { Person } from "./protocol";

const { anna, sonya, ilya } = people;
const crowd = Array.from({ length: 22 }, (_, i): Person => ({ id: `p-${i}`, name: `Ученик ${i}`, role: "student" }));
let group: FakeChat;
let trip: FakeChat;
let server: FakeServer;

beforeEach(async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  group = new FakeChat("c1", "7Б · класс", [anna, sonya, ilya]);
  for (const text of ["Разбор контрольной", "Завтра поход", "Итоги контрольной"]) group.post(anna, text);
  trip = new FakeChat("c2", "Поход", [anna, sonya], "adhoc");
  server = new FakeServer([group, trip]);
});

afterEach(() => stopClients());

async function openAs(person: Person) {
  const services = fakeServices(server, [anna, sonya, ilya]);
  services.session.accept(await services.people.demoSignIn(person.id));
  const { user } = await openPage(services, "/chats/c1");
  await screen.findByRole("heading", { name: "7Б · класс" });
  const tool = async (name: string) => {
    await user.click(await screen.findByRole("button", { name: "Файл, опрос и другое" }));
    await user.click(await screen.findByRole("menuitem", { name }));
  };
  return { user, tool, field: () => screen.findByLabelText<HTMLTextAreaElement>("Сообщение") };
}

const posted = () => server.calls.filter(({ method }) => method === "Post").map(({ request }) => request);

describe("Who is mentioned", () => {
  it("is chosen behind an @ by the keyboard", async () => {
    const { user, field } = await openAs(sonya);
    await user.type(await field(), "@Ил");
    await screen.findByRole("option", { name: /Илья Громов/ });
    await user.keyboard("{Enter}");
    await waitFor(async () => expect((await field()).value).toBe("@Илья Громов "));
    await user.type(await field(), "привет{Enter}");
    const mentions = [{ label: "Илья Громов", personId: ilya.id }];
    await waitFor(() => expect(posted()).toMatchObject([{ text: "@Илья Громов привет", mentions }]));
  });

  it("is a group for those alone who may mention everybody", async () => {
    const { user, field } = await openAs(sonya);
    await user.type(await field(), "@у");
    await waitFor(() => expect(server.asked).toContain("members"));
    expect(screen.queryByRole("option", { name: /ученики/ })).toBeNull();
  });

  it("is a role, chosen by whoever may mention everybody", async () => {
    const { user, field } = await openAs(anna);
    await user.type(await field(), "@уче");
    await screen.findByRole("option", { name: /ученики/ });
    await user.keyboard("{Enter}");
    await user.type(await field(), "{Enter}");
    await waitFor(() => expect(posted()).toMatchObject([{ mentions: [{ label: "ученики", group: "role:student" }] }]));
  });

  it("is asked about first when it is everybody of many", async () => {
    for (const one of crowd) group.members.set(one.id, one);
    const { user, field } = await openAs(anna);
    await user.type(await field(), "@все завтра в 9:00{Enter}");
    const question = await screen.findByRole("dialog", { name: "Упомянуть 25 участников?" });
    expect(posted()).toEqual([]);
    await user.click(within(question).getByRole("button", { name: "Отправить" }));
    await waitFor(() => expect(posted()).toMatchObject([{ text: "@все завтра в 9:00", mentionAll: true }]));
  });
});

describe("A poll", () => {
  it("is made with a question and options of which no two are the same", async () => {
    const { user, tool } = await openAs(anna);
    await tool("Опрос");
    await user.type(await screen.findByLabelText("Вопрос"), "Когда идём?");
    await user.type(screen.getByLabelText("Вариант 1"), "Среда");
    await user.type(screen.getByLabelText("Вариант 2"), "Среда");
    await screen.findByText("Варианты повторяются");
    expect(screen.getByRole("button", { name: "Создать опрос" })).toHaveProperty("disabled", true);
    await user.clear(screen.getByLabelText("Вариант 2"));
    await user.type(screen.getByLabelText("Вариант 2"), "Пятница");
    await user.click(screen.getByLabelText("Можно выбрать несколько"));
    await user.click(screen.getByRole("button", { name: "Создать опрос" }));
    const poll = { options: ["Среда", "Пятница"], multiple: true, open: true, closesAt: null };
    await waitFor(() => expect(posted()).toMatchObject([{ text: "Когда идём?", poll }]));
  });

  it("is not offered to students", async () => {
    const { user } = await openAs(sonya);
    await user.click(await screen.findByRole("button", { name: "Файл, опрос и другое" }));
    await screen.findByRole("menuitem", { name: "Отложенные сообщения" });
    expect(screen.queryByRole("menuitem", { name: "Опрос" })).toBeNull();
  });
});

describe("A message for later", () => {
  it("leaves the field, waits in its list and is taken back there", async () => {
    const { user, tool, field } = await openAs(sonya);
    await user.type(await field(), "С добрым утром!");
    await tool("Отправить позже");
    await user.click(await screen.findByRole("button", { name: "Отложить" }));
    await waitFor(() => expect(server.scheduled).toMatchObject([{ text: "С добрым утром!", replyTo: null }]));
    await waitFor(async () => expect((await field()).value).toBe(""));
    expect(posted()).toEqual([]);
    await tool("Отложенные сообщения");
    await user.click(await screen.findByRole("button", { name: "Удалить отложенное: С добрым утром!" }));
    await screen.findByText("Отложенных сообщений нет");
    expect(server.scheduled).toEqual([]);
  });
});

describe("Words in a chat", () => {
  it("are found by Ctrl+F; ↑ goes to an older hit, Esc leaves", async () => {
    const { user } = await openAs(sonya);
    await user.keyboard("{Control>}f{/Control}");
    await user.type(await screen.findByLabelText("Что найти"), "контрольной");
    await screen.findByText("1 из 2");
    await user.keyboard("{ArrowUp}");
    await screen.findByText("2 из 2");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByLabelText("Что найти")).toBeNull());
  });

  it("that are nowhere are said to be nowhere", async () => {
    const { user } = await openAs(sonya);
    await user.keyboard("{Control>}f{/Control}");
    await user.type(await screen.findByLabelText("Что найти"), "алгебра");
    await screen.findByText("Ничего не нашли");
  });
});

describe("How one sees a chat", () => {
  it("is chosen in its menu: at the top of the list, without a sound", async () => {
    const { user } = await openAs(sonya);
    const menu = async (name: string) => {
      await user.click(await screen.findByRole("button", { name: "Действия с чатом" }));
      await user.click(await screen.findByRole("menuitem", { name }));
    };
    await menu("Закрепить вверху");
    await waitFor(() => expect(group.choices.get(sonya.id)?.pinnedAt).toBeTruthy());
    await menu("Отключить уведомления");
    await waitFor(() => expect(group.choices.get(sonya.id)).toMatchObject({ level: "none" }));
    await menu("Не закреплять");
    await waitFor(() => expect(group.choices.get(sonya.id)?.pinnedAt).toBeUndefined());
  });
});

describe("Where one does not write", () => {
  const summary = FakeChat.prototype.summary;

  it("for want of a consent, it says so", async () => {
    vi.spyOn(group, "summary").mockImplementation((me) => ({ ...summary.call(group, me), may: [], limited: true }));
    await openAs(sonya);
    await screen.findByText("Пока нет согласия родителя, здесь можно только читать.");
    expect(screen.queryByLabelText("Сообщение")).toBeNull();
  });

  it("for a moderator has forbidden it, it says until when and why", async () => {
    group.mute(anna, sonya.id, Date.now() + 3_600_000, "Спам");
    await openAs(sonya);
    await screen.findByText(/Модератор запретил вам писать в этом чате до/);
    await screen.findByText("Причина: Спам");
  });
});

describe("A day", () => {
  it("is gone to from the chat's menu, and its first message is asked for", async () => {
    const { user } = await openAs(sonya);
    await user.click(await screen.findByRole("button", { name: "Действия с чатом" }));
    await user.click(await screen.findByRole("menuitem", { name: "Перейти к дате" }));
    const dialog = await screen.findByRole("dialog", { name: "Перейти к дате" });
    const day = within(dialog).getByLabelText<HTMLInputElement>("День");
    fireEvent.change(day, { target: { value: "2026-11-22" } });
    const page = vi.spyOn(server, "page");
    await user.click(within(dialog).getByRole("button", { name: "Перейти" }));
    const date = new Date(2026, 10, 22).toISOString();
    await waitFor(() => expect(page.mock.calls.map(([, , query]) => query)).toContainEqual({ date, limit: 50 }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
