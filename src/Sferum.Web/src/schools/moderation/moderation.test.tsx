import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, openDesk } from "../../testing/desk";
import { school } from "../../testing/school";

let on: Desk;
let chatId: string;

const answering = "POST /api/reports/j1/answer";
const report = (reports: unknown[]) => ({ reports, next: null });

beforeEach(() => {
  on = desk(["director"]);
  chatId = "c1";
  let waits = true;
  const one = () => ({
    reportId: "j1",
    chatId,
    chatTitle: "7Б · класс",
    number: 12,
    authorId: "p-ilya",
    authorName: "Громов Илья",
    reason: "Обидно",
    at: 0,
    ageSeconds: 172_800,
    escalatesAt: 0,
  });
  school(on.http)
    .on("GET /api/reports/escalated", () => report(waits ? [one()] : []))
    .on(answering, () => {
      waits = false;
    });
});

afterEach(() => stopClients());

const open = () => openDesk(on, "/school/moderation", "Модерация");

describe("A report that nobody has answered", () => {
  it.each([
    ["Удалить сообщение", "message_deleted", "Сообщение удалено"],
    ["Запретить писать", "member_muted", "Автор больше не может писать"],
    ["Ничего не делать", "dismissed", "Жалоба закрыта"],
  ])("is answered by «%s», and is gone from the queue", async (button, answer, said) => {
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: button }));
    await screen.findByText(said);
    await screen.findByText("Жалоб нет");
    expect(on.http.bodies(answering)).toEqual([{ answer }]);
  });

  it("leads to its message", async () => {
    await open();
    const link = await screen.findByRole("link", { name: "Показать в чате" });
    expect(link.getAttribute("href")).toBe("/chats/c1?m=12");
  });

  it("in a chat of others is dismissed or looked into from inside, seen by all", async () => {
    chatId = "c9";
    on.http.on("POST /api/chats/c9/join", () => undefined);
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Войти в чат" }));
    await screen.findByText(/Вы вошли в чат «7Б · класс»/);
    expect(screen.queryByRole("button", { name: "Удалить сообщение" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Показать в чате" })).toBeNull();
  });
});

describe("Originals of messages", () => {
  it("are read by who asked once another head has said yes", async () => {
    const one = {
      requestId: "e2",
      chatId,
      chatTitle: "7Б · класс",
      numbers: [12],
      requestedBy: "p-anna",
      requestedByName: "Ветрова Анна",
      reason: "Жалоба семьи",
      requestedAt: Date.now(),
      approvedBy: "p-oleg",
      approvedByName: "Котов Олег",
      untilAt: Date.now() + 3_600_000,
    };
    on.http
      .on("GET /api/evidence", () => ({ requests: [one], next: null }))
      .on("POST /api/evidence/e2/read", () => ({ texts: [{ number: 12, changedBy: 14, text: "как было" }] }));
    const { user } = await open();
    expect(screen.queryByRole("button", { name: "Одобрить" })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Прочитать" }));
    const dialog = await screen.findByRole("dialog");
    within(dialog).getByText("как было");
    within(dialog).getByText("Это чтение записано в журнал.");
  });

  it("of another's asking are approved by a head, after a question", async () => {
    on.http.on("POST /api/evidence/e1/approve", () => undefined);
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Одобрить" }));
    const question = await screen.findByRole("dialog", { name: "Одобрить запрос: Котов Олег?" });
    expect(on.http.bodies("POST /api/evidence/e1/approve")).toEqual([]);
    await user.click(within(question).getByRole("button", { name: "Одобрить" }));
    await waitFor(() => expect(on.http.bodies("POST /api/evidence/e1/approve")).toHaveLength(1));
  });
});
