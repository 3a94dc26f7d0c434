import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, openDesk } from "../../testing/desk";
import { joinRequest } from "../../testing/deskData";
import { school } from "../../testing/school";
import type { JoinRequest } from "../joining/protocol";

let on: Desk;
let waiting: JoinRequest[];

const kept = (...names: string[]) => names.map((name) => ({ personId: `kept ${name}`, name }));
const row = (name: string) => screen.findByRole("row", { name: new RegExp(name) });
const decide = "POST /api/school/join-requests/decide";

beforeEach(() => {
  on = desk(["school_admin"]);
  waiting = [];
  school(on.http)
    .on("GET /api/school/join-requests", ({ query }) => {
      const all = waiting.filter(({ kind }) => kind === query.get("kind"));
      const from = Number(query.get("cursor") ?? 0);
      const to = from + Number(query.get("limit"));
      return { requests: all.slice(from, to), next: to < all.length ? String(to) : null };
    })
    .on(decide, ({ body }) => {
      const { ids, place } = body as { ids: string[]; place?: string };
      const results = ids.map((id) => {
        const request = waiting.find((one) => one.id === id);
        return (request?.kept?.length ?? 0) > 1 && place === undefined
          ? { id, refusal: { code: "join.choose_place", message: "Укажите, кто это." } }
          : { id, request: { ...joinRequest(), id, status: "accepted" } };
      });
      const decided = results.filter((one) => "request" in one).map(({ id }) => id);
      waiting = waiting.filter(({ id }) => !decided.includes(id));
      return { results };
    });
});

afterEach(() => stopClients());

describe("The queue of those who want to come in", () => {
  it("answers four hundred at once, in parts that the server takes", async () => {
    waiting = Array.from({ length: 400 }, (_, i) => joinRequest({ id: `r${i}`, familyName: `Ученик${i}` }));
    const { user } = await openDesk(on, "/school/requests", "Заявки на вступление");
    await user.click(await screen.findByLabelText("Выбрать все"));
    await user.click(await screen.findByRole("button", { name: "Принять 400" }));
    await screen.findByText("Принято 400 заявок");
    const sent = on.http.bodies(decide) as { ids: string[] }[];
    expect(sent.map(({ ids }) => ids.length)).toEqual([200, 200]);
    expect(new Set(sent.flatMap(({ ids }) => ids)).size).toBe(400);
    await screen.findByText("Никто не ждёт решения");
  });

  it("says whose place in the lists waits for somebody", async () => {
    waiting = [joinRequest({ kept: kept("Савельева Рита Олеговна") })];
    await openDesk(on, "/school/requests", "Заявки на вступление");
    const line = await row("Савельева Рита");
    expect(within(line).getByText("В списках: Савельева Рита Олеговна, место ждёт")).toBeTruthy();
    expect(within(line).queryByRole("button", { name: /Кто это/ })).toBeNull();
  });

  it("asks who it is where the lists keep several places for the name", async () => {
    waiting = [joinRequest({ kept: kept("Савельева Рита Олеговна", "Савельева Рита Павловна") })];
    const { user } = await openDesk(on, "/school/requests", "Заявки на вступление");
    await user.click(within(await row("Савельева Рита")).getByRole("button", { name: "Кто это: Савельева Рита" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Принять" }).disabled).toBe(true);
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByLabelText("Савельева Рита Павловна"));
    await user.click(within(dialog).getByRole("button", { name: "Принять" }));
    await screen.findByText("Заявка принята: Савельева Рита");
    expect(on.http.bodies(decide)).toEqual([{ ids: ["r1"], accept: true, place: "kept Савельева Рита Павловна" }]);
  });

  it("keeps those of several places when everybody is accepted at once, and says why", async () => {
    waiting = [
      joinRequest(),
      joinRequest({ id: "r2", familyName: "Орлова", kept: kept("Орлова Рита А", "Орлова Рита Б") }),
    ];
    const { user } = await openDesk(on, "/school/requests", "Заявки на вступление");
    await user.click(await screen.findByLabelText("Выбрать все"));
    await user.click(await screen.findByRole("button", { name: "Принять 2" }));
    await screen.findByText("1 заявка осталась: Укажите, кто это.");
    await waitFor(() => expect(screen.queryByText("Савельева Рита")).toBeNull());
    await row("Орлова Рита");
  });

  it("lets nobody take a place that is another's", async () => {
    waiting = [joinRequest({ kept: kept("Савельева Рита Олеговна") })];
    const { user } = await openDesk(on, "/school", "Что ждёт меня");
    await user.click(await screen.findByRole("button", { name: "Это другой человек: Савельева Рита" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByLabelText("Никого из них: это новый человек"));
    await user.click(within(dialog).getByRole("button", { name: "Принять" }));
    await screen.findByText("Заявка принята: Савельева Рита");
    expect(on.http.bodies(decide)).toEqual([
      { ids: ["r1"], accept: true, place: "00000000-0000-0000-0000-000000000000" },
    ]);
  });

  it("rejects nobody without a reason", async () => {
    waiting = [joinRequest()];
    const { user } = await openDesk(on, "/school", "Что ждёт меня");
    await user.click(await screen.findByRole("button", { name: "Отклонить: Савельева Рита" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Отклонить" }));
    await within(dialog).findByText("Заполните это поле");
    await user.type(within(dialog).getByLabelText("Почему"), "Не из этой школы");
    await user.click(within(dialog).getByRole("button", { name: "Отклонить" }));
    await screen.findByText("Заявка отклонена: Савельева Рита");
    expect(on.http.bodies(decide)).toEqual([{ ids: ["r1"], accept: false, reason: "Не из этой школы" }]);
  });
});
