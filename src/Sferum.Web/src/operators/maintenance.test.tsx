import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faults } from "../testing/axe";
import { stopClients } from "../testing/clients";
import { type Desk, desk, openDesk } from "../testing/desk";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import { speak } from "../texts/language";
import type { Notice } from "./protocol";

let on: Desk;
let standing: Notice | null;
const hour = 3_600_000;
const notice = (id: string, text = "Обновление платформы"): Notice => ({
  id,
  text,
  textEn: "An upgrade of the platform",
  from: Date.now() + hour,
  until: Date.now() + 2 * hour,
});

beforeEach(() => {
  standing = null;
  on = desk(["operator"]);
  on.http
    .on("GET /api/notice", () => ({ notice: standing }))
    .on("GET /api/operator/cluster", () => ({ at: Date.now(), version: "1.4.0" }))
    .on("GET /api/operator/schools", () => ({ schools: [], next: null }))
    .on("GET /api/operator/maintenance", () => ({ notice: standing }))
    .on("PUT /api/operator/maintenance", ({ body }) => {
      standing = { id: "n-new", ...(body as Omit<Notice, "id">) };
      return standing;
    })
    .on("DELETE /api/operator/maintenance", () => {
      standing = null;
      return {};
    });
});

afterEach(async () => {
  vi.useRealTimers();
  stopClients();
  await speak("ru");
});

const openCluster = () => openDesk(on, "/platform/cluster", "Кластер");
const banner = (words: string) =>
  screen.findByText((_, one) => one?.className === "grow" && !!one.textContent?.includes(words));
/** The page has opened and asks for what can wait. */
const afterOpening = () => act(() => vi.advanceTimersByTimeAsync(10_000));
const noBanner = () => waitFor(() => expect(screen.queryByText(/Технические работы: /)).toBeNull());

describe("Maintenance", () => {
  it("is announced with a beginning, an end and words, and stands over the page at once", async () => {
    const { user } = await openCluster();
    await user.click(await screen.findByRole("button", { name: "Объявить работы" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Объявить" }));
    await within(dialog).findByText("Заполните это поле");
    expect(await faults()).toEqual([]);
    await user.type(within(dialog).getByLabelText("Текст"), "Обновление");
    await user.click(within(dialog).getByRole("button", { name: "Объявить" }));
    await screen.findByText("Работы объявлены");
    const [sent] = on.http.bodies("PUT /api/operator/maintenance") as Notice[];
    expect(sent).toMatchObject({ text: "Обновление", textEn: null });
    expect((sent?.until ?? 0) - (sent?.from ?? 0)).toBe(hour);
    await banner("Обновление");
    expect(await faults()).toEqual([]);
  });

  it("is not announced with an end before its beginning", async () => {
    const { user } = await openCluster();
    await user.click(await screen.findByRole("button", { name: "Объявить работы" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Текст"), "Обновление");
    const until = within(dialog).getByLabelText("Конец");
    await user.clear(until);
    await user.type(until, "2020-01-01T10:00");
    await user.click(within(dialog).getByRole("button", { name: "Объявить" }));
    await within(dialog).findByText("Число не подходит");
    expect(on.http.bodies("PUT /api/operator/maintenance")).toEqual([]);
  });

  it("is changed, and taken back after a question", async () => {
    standing = notice("n-1");
    const { user } = await openCluster();
    await user.click(await screen.findByRole("button", { name: "Изменить объявление" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByLabelText("Текст")).toHaveProperty("value", "Обновление платформы");
    await user.type(within(dialog).getByLabelText("Текст"), " переносится");
    await user.click(within(dialog).getByRole("button", { name: "Объявить" }));
    await banner("Обновление платформы переносится");
    await user.click(await screen.findByRole("button", { name: "Снять объявление" }));
    const question = await screen.findByRole("dialog");
    await user.click(within(question).getByRole("button", { name: "Снять объявление" }));
    await screen.findByText("Объявление снято");
    await noBanner();
    await screen.findByText("Ничего не объявлено");
  });
});

describe("The banner of maintenance", () => {
  it("is a status over each page, in the reader's language", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    standing = notice("n-1");
    await openPage(on.services, "/profile");
    await screen.findAllByRole("link", { name: "Чаты" });
    await afterOpening();
    const shown = await banner("Обновление платформы");
    expect(shown.closest('[role="status"]')).not.toBeNull();
    expect(shown.textContent).toMatch(/Технические работы: .+ – .+\./);
    await act(() => speak("en"));
    await banner("An upgrade of the platform");
  });

  it("stands on the page of signing in", async () => {
    localStorage.clear();
    standing = notice("n-1");
    const services = fakeServices(
      new FakeServer([new FakeChat("c1", "7Б · класс", [people.anna])]),
      [people.anna],
      on.http,
    );
    await openPage(services, "/");
    await screen.findByRole("heading", { level: 1, name: "Кем войти?" });
    await banner("Обновление платформы");
    expect(await faults()).toEqual([]);
  });

  it("is put away by the reader until there is another one", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    standing = notice("n-1");
    const { user } = await openCluster();
    await afterOpening();
    await banner("Обновление платформы");
    await user.click(screen.getByRole("button", { name: "Понятно" }));
    await noBanner();
    standing = notice("n-2", "Обновление переносится");
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    await banner("Обновление переносится");
  });

  it("is not asked for while the page opens", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const asked = () => on.http.asked.some(({ what }) => what === "GET /api/notice");
    await openCluster();
    expect(asked()).toBe(false);
    await afterOpening();
    await waitFor(() => expect(asked()).toBe(true));
  });

  it("is not there when its time is over", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    standing = { ...notice("n-1"), from: Date.now() - 2 * hour, until: Date.now() - hour };
    await openCluster();
    await afterOpening();
    await waitFor(() => expect(on.http.asked.some(({ what }) => what === "GET /api/notice")).toBe(true));
    await noBanner();
  });
});
