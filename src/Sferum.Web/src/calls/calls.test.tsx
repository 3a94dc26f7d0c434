import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { useNewVersion } from "../shell/offline/versions";
import { faults } from "../testing/axe";
import { button, call, http, inside, media, open, seatOf, server, setCallScene } from "../testing/callScene";
import { people } from "../testing/people";
import { useCurrentCall } from "./current";

const { anna, sonya, ilya } = people;

setCallScene();

describe("A chat", () => {
  it("in which a session runs says so, with the way in, and so does the list", async () => {
    await open(sonya, "/chats/c1");
    const banner = (await screen.findByText(/^Идёт видеосессия/)).closest("div") as HTMLElement;
    expect(within(banner).getByRole("link", { name: "Войти" }).getAttribute("href")).toBe("/chats/c1/call");
    const list = screen.getByRole("region", { name: "Список чатов" });
    expect(await within(list).findByText("идёт видеосессия")).toBeTruthy();
    expect(screen.queryByRole("link", { name: /видеосессию/ })).toBeNull();
  });

  it("offers a session to whoever may start one", async () => {
    call.running = false;
    const { user } = await open(anna, "/chats/c1");
    await user.click(await screen.findByRole("link", { name: "Начать видеосессию" }));
    await user.click(await screen.findByRole("checkbox", { name: /Впускать по одному/ }));
    await user.click(await button("Начать видеосессию"));
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
    const { request } = server.calls.find(({ method }) => method === "StartCall") ?? {};
    expect(request).toEqual({ chatId: "c1", title: "7Б · класс", lobby: true });
  });

  it("without a session has nothing for whoever can't start one", async () => {
    call.running = false;
    await open(sonya);
    await screen.findByText("Сейчас здесь нет видеосессии");
    expect(screen.queryByRole("button", { name: /видеосессию/ })).toBeNull();
  });

  it("that the session holds says so where one would write", async () => {
    call.locks = ["chat"];
    await open(sonya, "/chats/c1");
    await screen.findByText(/чат закрыт ведущим/);
  });
});

describe("Before a session", () => {
  it("microphone and camera are off for students, on for teachers", async () => {
    await open(sonya);
    expect((await button("Микрофон")).getAttribute("aria-pressed")).toBe("false");
    expect((await button("Камера")).getAttribute("aria-pressed")).toBe("false");
    expect(media.opened).toEqual([]);
    await screen.findByText("Вас увидят как: Соня Белкина");
  });

  it("what is chosen is tried at once and remembered on the device", async () => {
    const { user } = await open(sonya);
    await user.click(await button("Камера"));
    await screen.findByLabelText("Так вас увидят");
    expect(JSON.parse(localStorage.getItem("sferum.call") ?? "{}")).toEqual({ camera: true });
    await user.click(await button("Войти в видеосессию"));
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
    expect(server.calls.find(({ method }) => method === "JoinCall")?.request).toMatchObject({
      camera: true,
      microphone: false,
    });
    expect(media.opened).toHaveLength(1);
  });

  it.each([
    ["denied", /Браузер не даёт камеру/],
    ["none", /Камеры нет/],
    ["busy", /Камера занята другой программой/],
  ] as const)("a camera that is %s has its own words, and one comes in without it", async (fault, words) => {
    media.faults = { camera: fault };
    const { user } = await open(sonya);
    await user.click(await button("Камера"));
    await screen.findByText(words);
    await user.click(await button("Войти в видеосессию"));
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
    expect(server.calls.find(({ method }) => method === "JoinCall")?.request).toMatchObject({ camera: false });
  });

  it("the line to the server is tried", async () => {
    await open(sonya);
    await screen.findByText(/Связь хорошая: отклик \d+ мс/);
  });

  it.each([
    ["udp", "Путь для видео и звука есть"],
    ["tls", /только обходной/],
    [null, /Пути для видео и звука не видно/],
  ] as const)("it is looked whether media finds a way (%s), which keeps nobody from coming in", async (way, words) => {
    call.ice = [{ urls: ["turn:192.0.2.1:3478"] }];
    media.way = way;
    const { user } = await open(sonya);
    await screen.findByText(words);
    expect(await faults()).toEqual([]);
    await user.click(await button("Войти в видеосессию"));
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
  });

  it("nothing is said of the way where the server gives no TURN servers, or none to this person", async () => {
    server.interfere = (method) =>
      method === "IceServers" ? { code: "call.blocked", message: "Вас удалили" } : undefined;
    await open(sonya);
    await screen.findByText(/Связь хорошая/);
    await waitFor(() => expect(server.count("IceServers")).toBe(1));
    expect(screen.queryByText(/Пут/)).toBeNull();
  });

  it("a teacher finds the sessions that were, with who was there", async () => {
    const record = { callId: "old", title: "Дроби", startedBy: anna.name, startedAt: 1, endedAt: 9e5, attended: 2 };
    http.on("GET /api/chats/{id}/calls", () => ({ calls: [record] }));
    const stays = [{ from: 1, to: 6e5 }];
    const attendee = { personId: sonya.id, name: sonya.name, role: "student", status: "late", minutes: 10, stays };
    http.on("GET /api/calls/{id}/attendance", () => ({ call: record, lateAfter: 300, people: [attendee] }));
    const { user } = await open(anna);
    await user.click(await button("Посещаемость: Дроби"));
    const row = await screen.findByRole("row", { name: /Соня Белкина/ });
    expect(row.textContent).toContain("опоздал");
    expect(row.textContent).toContain("10");
    expect(await button(/файл|CSV/i)).toBeTruthy();
  });
});

describe("Inside", () => {
  it("others are seen by name, with what is switched on", async () => {
    await inside(sonya);
    const picture = await screen.findByLabelText("Видео: Анна Сергеевна Ветрова");
    expect(picture.dataset.person).toBe(anna.id);
    expect(screen.getByText("Соня Белкина (вы)")).toBeTruthy();
  });

  it("the microphone and the camera are switched by buttons", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Микрофон"));
    await waitFor(() => expect(own()?.microphone).toBe(true));
    await user.click(await button("Камера"));
    await waitFor(() => expect(own()?.camera).toBe(true));
  });

  it("locked microphones can't be switched on, and the button says why", async () => {
    call.locks = ["microphones"];
    await inside(sonya);
    expect(await button("Микрофон. Закрыто ведущим")).toHaveProperty("disabled", true);
  });

  it("the hand is raised, stands in the queue, and reactions fly", async () => {
    const { user } = await inside(sonya);
    call.hands = [anna.id];
    await user.click(await button("Рука"));
    await screen.findByText("поднята рука, очередь: 2");
    await user.click(await button("Реакция"));
    await user.click(await screen.findByRole("menuitem", { name: "👏" }));
    await screen.findByText("👏");
  });

  it("who comes and whose hand is up is read aloud", async () => {
    await inside(sonya);
    call.comes(ilya);
    call.tell();
    await screen.findByText("Илья Громов: теперь здесь");
    call.hands = [ilya.id];
    call.tell();
    await screen.findByText("Илья Громов: поднята рука");
  });

  it("whoever leads asks for a word: the person switches on", async () => {
    const { user } = await inside(sonya);
    call.note("asked_to_unmute");
    await user.click(await button("Включить"));
    await waitFor(() => expect(own()?.microphone).toBe(true));
  });

  it("while nobody leads it says so and counts down", async () => {
    call.endsAt = Date.now() + 260_000;
    await inside(sonya);
    await screen.findByText("У ведущего пропала связь");
    expect(screen.getByRole("timer").textContent).toMatch(/4:\d\d/);
  });

  it("counts down by the server's clock, also where the device's is wrong by ten minutes", async () => {
    call.clockAhead = 600_000;
    call.endsAt = Date.now() + call.clockAhead + 260_000;
    await inside(sonya);
    await screen.findByText("У ведущего пропала связь");
    expect(screen.getByRole("timer").textContent).toMatch(/4:\d\d/);
  });

  it("a lost line is said over the pictures, and the seat is kept", async () => {
    await inside(sonya);
    server.down = true;
    server.cut();
    await screen.findByText("Связь пропала, подключаемся");
    await screen.findByText(/Ваше место сохранено/);
  });

  it("the chat beside it is the chat of the session", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Чат"));
    const field = await screen.findByLabelText("Сообщение");
    await user.type(field, "Вопрос{Enter}");
    await waitFor(() => expect([...server.chat("c1").messages.values()].at(-1)?.text).toBe("Вопрос"));
  });

  it("whoever speaks with the microphone off is told", async () => {
    vi.stubGlobal("AudioContext", LoudAudio);
    const { user } = await inside(sonya);
    await user.click(await button("Микрофон"));
    await waitFor(() => expect(own()?.microphone).toBe(true));
    await user.click(await button("Микрофон"));
    await screen.findByText("Вас не слышно: микрофон выключен");
  });

  it("a thin line does without pictures by choice", async () => {
    const { user } = await inside(sonya);
    await screen.findByLabelText("Видео: Анна Сергеевна Ветрова");
    await user.click(await button("Ещё"));
    await user.click(await screen.findByRole("menuitemcheckbox", { name: "Только звук" }));
    await waitFor(() => expect(screen.queryByLabelText("Видео: Анна Сергеевна Ветрова")).toBeNull());
  });

  it("somebody is pinned", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Закрепить: Анна Сергеевна Ветрова"));
    expect((await button("Открепить: Анна Сергеевна Ветрова")).getAttribute("aria-pressed")).toBe("true");
  });
});

describe("The keys", () => {
  it("switch microphone and camera and raise the hand", async () => {
    const { user } = await inside(sonya);
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(() => expect(own()?.microphone).toBe(true));
    await user.keyboard("{Control>}e{/Control}");
    await waitFor(() => expect(own()?.camera).toBe(true));
    await user.keyboard("{Control>}{Alt>}h{/Alt}{/Control}");
    await waitFor(() => expect(call.hands).toEqual([sonya.id]));
  });

  it("the space bar opens the microphone while it is held, but writes in a field", async () => {
    const { user } = await inside(sonya);
    (document.activeElement as HTMLElement | null)?.blur();
    await user.keyboard("[Space>]");
    await waitFor(() => expect(own()?.microphone).toBe(true));
    await user.keyboard("[/Space]");
    await waitFor(() => expect(own()?.microphone).toBe(false));
    await user.click(await button("Чат"));
    const field = await screen.findByLabelText<HTMLTextAreaElement>("Сообщение");
    await user.type(field, "а б?");
    await user.keyboard("{Control>}e{/Control}");
    expect(field.value).toContain("а б?");
    expect(own()).toMatchObject({ microphone: false, camera: false });
  });

  it("? shows them", async () => {
    const { user } = await inside(sonya);
    await user.keyboard("?");
    await screen.findByRole("dialog", { name: "Клавиши видеосессии" });
  });

  it("are the browser's own outside a session", async () => {
    await open(sonya, "/chats/c1");
    await screen.findByLabelText("Сообщение");
    const event = new KeyboardEvent("keydown", { code: "KeyD", ctrlKey: true, cancelable: true, bubbles: true });
    document.body.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});

describe("A session", () => {
  it("goes on in a small window while one walks through chats, and is opened again", async () => {
    const { user, router } = await inside(sonya);
    await user.click(await screen.findByRole("link", { name: /Вернуться в чат/ }));
    const mini = await screen.findByRole("complementary", { name: "Видеосессия в малом окне" });
    await within(mini).findByLabelText("Видео: Анна Сергеевна Ветрова");
    await router.navigate({ to: "/chats/$chatId", params: { chatId: "c2" } });
    expect(useCurrentCall.getState().engine?.view.phase).toBe("inside");
    await user.click(await screen.findByRole("link", { name: "Развернуть видеосессию" }));
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
    expect(server.count("JoinCall")).toBe(1);
  });

  it("shows the picture of somebody in a window of the browser's own, where there are such", async () => {
    const shown: string[] = [];
    Object.defineProperty(document, "pictureInPictureEnabled", { configurable: true, value: true });
    Object.defineProperty(HTMLVideoElement.prototype, "requestPictureInPicture", {
      configurable: true,
      value: async function (this: HTMLVideoElement) {
        shown.push(this.dataset.person ?? "");
      },
    });
    const { user } = await inside(sonya);
    await screen.findByLabelText("Видео: Анна Сергеевна Ветрова");
    await user.click(await button("Ещё"));
    await user.click(await screen.findByRole("menuitem", { name: "Отдельное окно" }));
    expect(shown).toEqual([anna.id]);
    Object.defineProperty(document, "pictureInPictureEnabled", { configurable: true, value: false });
    await user.click(await button("Ещё"));
    await screen.findByRole("menuitem", { name: "Клавиши" });
    expect(screen.queryByRole("menuitem", { name: "Отдельное окно" })).toBeNull();
  });

  it("that was taken up elsewhere says so and can be taken back", async () => {
    const { user } = await inside(sonya);
    call.note("elsewhere");
    await screen.findByText("Вы продолжили на другом устройстве или в другой вкладке");
    await user.click(await button("Продолжить здесь"));
    await button("Войти в видеосессию");
  });

  it("is left with a word and a way back", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Выйти"));
    await screen.findByText("Вы вышли из видеосессии");
    expect(server.count("LeaveCall")).toBe(1);
    await user.click(await button("Войти снова"));
    await button("Войти в видеосессию");
  });

  it("that ends while another page is open says so", async () => {
    const { router } = await inside(sonya);
    await router.navigate({ to: "/chats/$chatId", params: { chatId: "c2" } });
    await screen.findByRole("complementary", { name: "Видеосессия в малом окне" });
    call.note("ended");
    await screen.findByText("Видеосессия закончилась");
    expect(useCurrentCall.getState().engine).toBeNull();
  });

  it("is not interrupted by a new version of the page", async () => {
    const { user } = await inside(sonya);
    useNewVersion.setState({ take: () => undefined });
    expect(screen.queryByRole("button", { name: "Обновить" })).toBeNull();
    await user.click(await button("Выйти"));
    await user.click(await button("Войти снова"));
    await button("Обновить");
  });
});

describe("Nobody is kept out of", () => {
  it("what is chosen before", async () => {
    await open(anna);
    await button("Войти в видеосессию");
    expect(await faults()).toEqual([]);
  });

  it("the session, its people and its keys", async () => {
    call.comes(sonya, { microphone: true });
    call.hands = [sonya.id];
    call.waiting = [seatOf(ilya)];
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await screen.findByRole("region", { name: "Поднятые руки" });
    expect(await faults()).toEqual([]);
    await user.keyboard("?");
    await screen.findByRole("dialog");
    expect(await faults()).toEqual([]);
  });

  it("the end", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Выйти"));
    await screen.findByText("Вы вышли из видеосессии");
    expect(await faults()).toEqual([]);
  });
});

/** Whatever is listened to is loud. */
class LoudAudio {
  state = "running";
  createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: (wave: Float32Array) => wave.fill(0.5) });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = async () => undefined;
}

const own = () => call.seats.find(({ personId }) => personId === sonya.id);
