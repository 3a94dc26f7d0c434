import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faults } from "../testing/axe";
import { stopClients } from "../testing/clients";
import { clusterNow } from "../testing/cluster";
import { type Desk, desk, openDesk } from "../testing/desk";
import { refused } from "../testing/fakeHttp";
import { openPage } from "../testing/render";
import type { Cluster } from "./protocol";

let on: Desk;
let cluster: Cluster;

beforeEach(() => {
  cluster = clusterNow();
  on = desk(["operator"]);
  on.http
    .on("GET /api/operator/cluster", () => cluster)
    .on("GET /api/operator/maintenance", () => ({ notice: null }))
    .on("GET /api/operator/schools", ({ query }) =>
      query.get("after") === "s-1"
        ? { schools: [{ id: "s-2", name: "Школа № 2", people: 80, classes: 5, chats: 12 }], next: null }
        : { schools: [{ id: "s-1", name: "Лицей № 3", people: 640, classes: 22, chats: 91 }], next: "s-1" },
    )
    .on("POST /api/operator/media-nodes/{name}/drain", () => ({}))
    .on("POST /api/operator/gateways/even-out", () => ({ gateways: [] }));
});

afterEach(() => {
  vi.useRealTimers();
  stopClients();
});

const open = async () => {
  const page = await openDesk(on, "/platform/cluster", "Кластер");
  await screen.findByRole("table", { name: "Узлы" });
  return page;
};
const row = (table: string, head: string) => {
  const all = within(screen.getByRole("table", { name: table })).getAllByRole("row");
  const found = all.find((one) => within(one).queryByRole("rowheader", { name: head }));
  if (!found) throw new Error(`no row ${head}`);
  return (found.textContent ?? "").replace(/\s/g, " ");
};

describe("The operator's console", () => {
  it("shows every part in tables, states in words, and keeps nobody out", async () => {
    await open();
    await screen.findByRole("table", { name: "Школы" });
    expect(row("Узлы", "silo-1")).toMatch(/работает.*10\.0\.0\.1:11111.*1\.4\.0.*3 дня.*1 520.*12,5 %.*512 МБ из 4 ГБ/);
    expect(row("Узлы", "silo-2")).toMatch(/пропал · .*неизвестно/);
    expect(row("Шлюзы", "gate-1")).toContain("1 200 из 15 000");
    expect(row("Шлюзы", "gate-2")).toContain("не отвечает");
    expect(row("Медиасерверы", "janus-1")).toMatch(/работает.*3.*48/);
    expect(row("Медиасерверы", "janus-2")).toContain("недоступен");
    expect(row("Очереди", "Письма")).toMatch(/4.*10 минут/);
    expect(row("Очереди", "Акты, о которых не сказано чатам")).toContain("пусто");
    expect(row("Медленные чаты", "класс")).toMatch(/Лицей № 3.*1,8 с/);
    expect(row("Долгие работы за 30 дней", "Загружены списки школы")).toContain("Лицей № 3");
    expect(row("Сертификаты внутри кластера", "silo-1")).toMatch(/свой.*5 дней/);
    expect(row("Школы", "Лицей № 3")).toMatch(/640.*22.*91/);
    screen.getByText("PostgreSQL 16.4");
    screen.getByText("42 из 200");
    expect(await faults()).toEqual([]);
  });

  it("says of a part that did not answer that it is unknown, and shows the others", async () => {
    cluster = { ...clusterNow(), database: null, gateways: null, queues: null };
    await open();
    for (const part of ["База данных", "Шлюзы", "Очереди"]) {
      within(screen.getByRole("region", { name: part })).getByText("Неизвестно: вовремя не ответили");
    }
    expect(row("Узлы", "silo-1")).toContain("работает");
    expect(await faults()).toEqual([]);
  });

  it("says that nothing is there where nothing is", async () => {
    cluster = { ...clusterNow(), mediaNodes: [], slowChats: [], works: [], certificates: [] };
    await open();
    screen.getByText("Медиасерверов нет: видеосессии идут без них");
    screen.getByText("За 30 дней не было загрузок и переходов на новый год");
    screen.getByText("Узлы и шлюзы говорят друг с другом без TLS");
  });

  it("asks again every ten seconds, and keeps an old look when it can't", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await open();
    const asked = () => on.http.asked.filter(({ what }) => what === "GET /api/operator/cluster").length;
    on.http.on("GET /api/operator/cluster", () => {
      throw refused("server.unavailable", "Сейчас не получается");
    });
    const before = asked();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    await waitFor(() => expect(asked()).toBeGreaterThan(before));
    await screen.findByText(/обновить не удаётся/);
    expect(row("Узлы", "silo-1")).toContain("работает");
  });

  it("empties a media server after a question, and back by the same toast", async () => {
    const { user } = await open();
    const drained = () => on.http.bodies("POST /api/operator/media-nodes/janus-1/drain");
    await user.click(screen.getByRole("button", { name: "Вывести из работы: janus-1" }));
    const dialog = await screen.findByRole("dialog");
    expect(drained()).toEqual([]);
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Вывести из работы" }));
    await screen.findByText("janus-1 больше не берёт новых сессий");
    await user.click(screen.getByRole("button", { name: "Отменить" }));
    await screen.findByText("janus-1 снова берёт сессии");
    expect(drained()).toEqual([{ on: true }, { on: false }]);
  });

  it("takes a media server that is emptied back to work, and none that is away", async () => {
    cluster = {
      ...clusterNow(),
      mediaNodes: [
        { name: "janus-1", status: "draining", sessions: 1, legs: 9 },
        { name: "janus-2", status: "away" },
      ],
    };
    const { user } = await open();
    expect(screen.getByRole("button", { name: "Вывести из работы: janus-2" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "Вернуть в работу: janus-1" }));
    await screen.findByText("janus-1 снова берёт сессии");
    expect(on.http.bodies("POST /api/operator/media-nodes/janus-1/drain")).toEqual([{ on: false }]);
  });

  it("evens gateways out after a question", async () => {
    const { user } = await open();
    await user.click(screen.getByRole("button", { name: "Выровнять" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Выровнять" }));
    await screen.findByText("Шлюзы выравнивают нагрузку");
    expect(on.http.bodies("POST /api/operator/gateways/even-out")).toHaveLength(1);
  });

  it("lists schools page by page", async () => {
    const { user } = await open();
    await screen.findByRole("table", { name: "Школы" });
    await user.click(await screen.findByRole("button", { name: "Показать ещё" }));
    await screen.findByRole("rowheader", { name: "Школа № 2" });
    expect(screen.queryByRole("button", { name: "Показать ещё" })).toBeNull();
  });

  it("is not there for others", async () => {
    on = desk(["school_admin"]);
    await openPage(on.services, "/platform/cluster");
    await screen.findByText("Такой страницы нет");
    expect(on.http.asked.some(({ what }) => what === "GET /api/operator/cluster")).toBe(false);
  });
});
