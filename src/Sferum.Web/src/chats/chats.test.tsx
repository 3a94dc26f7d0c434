import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Services } from "../shell/context";
import { stopClients } from "../testing/clients";
import { FakeChat } from "../testing/fakeChat";
import { FakeServer } from "../testing/fakeServer";
import { fakeServices } from "../testing/fakeServices";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import type { ChatClient } from "./client";
import { chatIn } from "./store";

const { anna, sonya, ilya } = people;
let server: FakeServer;
let group: FakeChat;
let services: Services;
let client: ChatClient;

beforeEach(async () => {
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
  group = new FakeChat("c1", "7Б · класс", [anna, sonya, ilya]);
  group.post(anna, "Здравствуйте!");
  const algebra = new FakeChat("c2", "Алгебра · 7Б", [anna, sonya], "study");
  algebra.tick(-3_600_000);
  algebra.post(anna, "Разбор контрольной");
  server = new FakeServer([group, algebra]);
  services = fakeServices(server, [anna, sonya, ilya]);
  const make = services.makeClient;
  services.makeClient = (me) => {
    client = make(me);
    return client;
  };
  services.session.accept(await services.people.demoSignIn(sonya.id));
});

afterEach(() => stopClients());

async function openChat(address = "/chats/c1") {
  const page = await openPage(services, address);
  const field = await screen.findByLabelText<HTMLTextAreaElement>("Сообщение");
  await waitFor(() => expect(chatIn(client.store, "c1")?.window).not.toBeNull());
  return { ...page, field };
}

const lastText = () => [...group.messages.values()].at(-1)?.text;

describe("The chat list", () => {
  it("shows the latest first, what was said, and how much is new", async () => {
    await openPage(services, "/chats");
    const links = await within(await screen.findByRole("region", { name: "Список чатов" })).findAllByRole("link");
    expect(links.map((link) => link.textContent)).toEqual([
      expect.stringContaining("7Б · классАнна Сергеевна: Здравствуйте!"),
      expect.stringContaining("Алгебра · 7Б"),
    ]);
    expect(within(links[0] as HTMLElement).getByText("1 новое")).toBeTruthy();
  });

  it("shows who types, until a message of theirs comes", async () => {
    await openPage(services, "/chats");
    await screen.findByText("7Б · класс");
    await waitFor(() => expect(client.store.getState().line.phase).toBe("live"));
    server.emit("state", { chatId: "c1", rev: 0, typing: [ilya] });
    await screen.findByText("Илья Громов печатает…");
    server.tell("c1", group.post(ilya, "Я тут"));
    await screen.findByText("Илья Громов: Я тут");
  });

  it("marks what is half-written", async () => {
    const { user, field, router } = await openChat();
    await user.type(field, "недописанное");
    await router.navigate({ to: "/chats/$chatId", params: { chatId: "c2" } });
    await screen.findByText("Черновик:");
    await screen.findByText(/недописанное/);
  });

  it("stands empty in outline until the server has told what there is", async () => {
    server.down = true;
    await openPage(services, "/chats");
    await screen.findByRole("status", { name: "Загружаем…" });
    expect(screen.queryByText("Чатов пока нет")).toBeNull();
    server.down = false;
    client.connection.wake();
    await screen.findByText("7Б · класс");
    expect(screen.queryByRole("status", { name: "Загружаем…" })).toBeNull();
  });

  it("without chats says where they come from", async () => {
    server.chats.length = 0;
    await openPage(services, "/chats");
    await screen.findByText("Чатов пока нет");
  });
});

describe("The keyboard", () => {
  it("goes to a chat by Ctrl+K and the beginning of its name", async () => {
    const { user, router } = await openChat();
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("алг{Enter}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats/c2"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("goes to the neighbouring chat by Alt and arrows", async () => {
    const { user, router } = await openChat();
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats/c2"));
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats/c1"));
  });

  it("goes with Shift to the next chat in which something is new", async () => {
    const third = new FakeChat("c3", "Физика · 7Б", [anna, sonya], "study");
    third.tick(-7_200_000);
    third.post(anna, "Лабораторная");
    server.chats.push(third);
    server.chat("c2").read(sonya, 1);
    const { user, router } = await openChat();
    await user.keyboard("{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}");
    await waitFor(() => expect(router.state.location.pathname).toBe("/chats/c3"));
  });

  it.each([
    ["b", "**слово**"],
    ["i", "_слово_"],
  ])("marks chosen words by Ctrl+%s and takes the mark back", async (key, marked) => {
    const { user, field } = await openChat();
    await user.type(field, "слово");
    field.setSelectionRange(0, 5);
    await user.keyboard(`{Control>}${key}{/Control}`);
    await waitFor(() => expect(field.value).toBe(marked));
    await waitFor(() => expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("слово"));
    await user.keyboard(`{Control>}${key}{/Control}`);
    await waitFor(() => expect(field.value).toBe("слово"));
  });

  it("sends with Enter, breaks the line with Shift+Enter", async () => {
    const { user, field } = await openChat();
    await user.type(field, "первая{Shift>}{Enter}{/Shift}вторая{Enter}");
    await waitFor(() => expect(lastText()).toBe("первая\nвторая"));
    expect(field.value).toBe("");
  });

  it("changes the last own message with ↑ in an empty field, and leaves it with Esc", async () => {
    const { user, field } = await openChat();
    await user.type(field, "с ошыбкой{Enter}");
    await waitFor(() => expect(lastText()).toBe("с ошыбкой"));
    await user.keyboard("{ArrowUp}");
    const editing = await screen.findByDisplayValue("с ошыбкой");
    await user.clear(editing);
    await user.type(editing, "с ошибкой{Enter}");
    await waitFor(() => expect(lastText()).toBe("с ошибкой"));
    await user.keyboard("{ArrowUp}");
    await screen.findByDisplayValue("с ошибкой");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByDisplayValue("с ошибкой")).toBeNull());
  });

  it("keeps the draft while another message is changed", async () => {
    const { user, field } = await openChat();
    await user.type(field, "моё{Enter}");
    await waitFor(() => expect(lastText()).toBe("моё"));
    await user.keyboard("{ArrowUp}");
    await screen.findByDisplayValue("моё");
    await user.keyboard("{Escape}");
    await user.type(screen.getByLabelText("Сообщение"), "черновик");
    expect(client.drafts.of("c1")?.text).toBe("черновик");
  });
});

describe("The composer", () => {
  it("sends nothing that is empty or too long, and counts near the limit", async () => {
    const { user, field } = await openChat();
    await user.type(field, "   {Enter}");
    expect(group.posts).toBe(1);
    await user.clear(field);
    field.focus();
    await user.paste("я".repeat(3_990));
    await screen.findByText("Осталось 10 знаков");
    await user.paste("я".repeat(21));
    await screen.findByText("Лишних 11 знаков");
    expect(screen.getByRole("button", { name: "Отправить" })).toHaveProperty("disabled", true);
  });

  it("tells others at most once in three seconds that one types", async () => {
    const { user, field } = await openChat();
    await user.type(field, "длинное предложение");
    expect(server.count("Typing")).toBe(1);
  });

  it("finds the draft again after a reload", async () => {
    const { user, field } = await openChat();
    await user.type(field, "не потеряйся");
    client.stop();
    cleanup();
    const again = await openChat();
    expect(again.field.value).toBe("не потеряйся");
  });

  it("gives way to a word where one may only read", async () => {
    vi.spyOn(group, "summary").mockImplementation((reader) => ({
      ...FakeChat.prototype.summary.call(group, reader),
      may: ["react"],
    }));
    await openPage(services, "/chats/c1");
    await screen.findByText(/В этом чате вы читаете/);
    expect(screen.queryByLabelText("Сообщение")).toBeNull();
  });
});

describe("The line", () => {
  it("is not mentioned for two seconds, then it is; back again it says so", async () => {
    await openChat();
    await waitFor(() => expect(client.store.getState().line.phase).toBe("live"));
    server.down = true;
    server.cut();
    await waitFor(() => expect(client.store.getState().line.phase).not.toBe("live"));
    expect(screen.queryByText("Подключаемся…")).toBeNull();
    await screen.findByText("Подключаемся…", {}, { timeout: 4000 });
    server.down = false;
    client.connection.wake();
    await screen.findByText("Снова на связи");
  });

  it("away for long says how much waits to be sent", async () => {
    await openChat();
    server.down = true;
    server.cut();
    await client.outbox.add("c1", "раз", null);
    await client.outbox.add("c1", "два", null);
    const longAgo = Date.now() - 60_000;
    client.store.setState((state) => ({ line: { ...state.line, phase: "waiting", downSince: longAgo } }));
    await screen.findByText(/Нет связи\. Ждут отправки: 2 сообщения/, {}, { timeout: 2000 });
  });
});

describe("An address", () => {
  it("of a chat that is not there says so", async () => {
    await openPage(services, "/chats/nowhere");
    await screen.findByText("Этого чата нет");
  });

  it("of a page that is not there says so", async () => {
    await openPage(services, "/no/such/page");
    await screen.findByText("Такой страницы нет");
  });

  it("shows the details beside the chat on a wide screen, members by role", async () => {
    await openChat();
    const details = await screen.findByRole("region", { name: "О чате" });
    await within(details).findByRole("heading", { name: "Классные руководители · 1" });
    await within(details).findByRole("heading", { name: "Ученики · 2" });
  });

  it("and the title of the tab tell that something waits", async () => {
    await openPage(services, "/chats");
    await waitFor(() => expect(document.title).toBe("(2) Чаты · Sferum.Cluster"));
  });

  it("and its icon have a mark while something waits, and none when all is read", async () => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg">';
    const icon = document.head.querySelector("link");
    await openPage(services, "/chats");
    await waitFor(() => expect(icon?.getAttribute("href")).toBe("/favicon-unread.svg"));
    for (const chatId of ["c1", "c2"]) client.commands.markRead(chatId, 1);
    await waitFor(() => expect(icon?.getAttribute("href")).toBe("/favicon.svg"));
  });
});
