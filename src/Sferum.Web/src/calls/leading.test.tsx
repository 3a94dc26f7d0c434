import { act, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { button, call, inside, led, open, seatOf, setCallScene } from "../testing/callScene";
import { people } from "../testing/people";

const { anna, sonya, ilya, vera } = people;

setCallScene();

describe("The waiting room", () => {
  it("says that one waits, and leads in when admitted", async () => {
    call.lobby = true;
    const { user } = await open(sonya);
    await user.click(await button("Войти в видеосессию"));
    await screen.findByText("Ждём, когда вас впустят");
    call.lobby = false;
    call.note("admitted");
    await screen.findByRole("toolbar", { name: "Управление видеосессией" });
  });

  it("is emptied by whoever leads, one by one or all", async () => {
    call.waiting = [{ ...seatOf(ilya) }, { ...seatOf(vera) }];
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await user.click(await button("Впустить: Илья Громов"));
    await user.click(await button("Не впускать: Вера Лосева"));
    await user.click(await button("Впустить всех"));
    expect(led()).toEqual([{ act: "admit", personId: ilya.id }, { act: "deny", personId: vera.id }, { act: "admit" }]);
  });
});

describe("Whoever leads", () => {
  it("mutes, asks, stops, helps and removes one by one", async () => {
    call.comes(sonya, { microphone: true, camera: true, shares: true, mayHelp: true });
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    const acts = [
      ["Выключить микрофон", { act: "mute" }],
      ["Выключить камеру", { act: "stop_camera" }],
      ["Остановить показ экрана", { act: "stop_share" }],
      ["Сделать помощником", { act: "co_lead", on: true }],
      ["Отправить ждать", { act: "send_to_lobby" }],
      ["Удалить из видеосессии", { act: "remove" }],
      ["Удалить без права вернуться", { act: "block", on: true }],
    ] as const;
    for (const [name] of acts) {
      await user.click(await button("Действия: Соня Белкина"));
      await user.click(await screen.findByRole("menuitem", { name }));
    }
    expect(led()).toEqual(acts.map(([, act]) => ({ ...act, personId: sonya.id })));
  });

  it("puts somebody in the foreground for all, and back; that is seen on the tile", async () => {
    call.comes(sonya);
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await user.click(await button("Действия: Соня Белкина"));
    await user.click(await screen.findByRole("menuitem", { name: "Показать крупно всем" }));
    call.spotlight = sonya.id;
    act(() => call.tell());
    await screen.findByText("крупно у всех");
    await user.click(await button("Действия: Соня Белкина"));
    await user.click(await screen.findByRole("menuitem", { name: "Не показывать крупно всем" }));
    expect(led()).toEqual([true, false].map((on) => ({ act: "spotlight", on, personId: sonya.id })));
  });

  it("is offered a helper only where one can be made", async () => {
    call.comes(sonya);
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await user.click(await button("Действия: Соня Белкина"));
    await screen.findByRole("menuitem", { name: "Отправить ждать" });
    expect(screen.queryByRole("menuitem", { name: "Сделать помощником" })).toBeNull();
  });

  it("never switches another's microphone on: it is asked for", async () => {
    call.comes(sonya);
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await user.click(await button("Действия: Соня Белкина"));
    await user.click(await screen.findByRole("menuitem", { name: "Попросить включить микрофон" }));
    expect(led()).toEqual([{ act: "ask_to_unmute", personId: sonya.id }]);
  });

  it("closes microphones, cameras, chat and screens for all, and the door", async () => {
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    await user.click(await button("Выключить микрофоны всем"));
    for (const name of ["Микрофоны закрыты", "Камеры закрыты", "Чат закрыт", "Показ экрана закрыт"])
      await user.click(await screen.findByRole("checkbox", { name }));
    await user.click(await screen.findByRole("checkbox", { name: "Впускать по одному" }));
    await user.click(await screen.findByRole("checkbox", { name: "Вход закрыт" }));
    expect(led()).toEqual([
      { act: "mute" },
      ...["microphones", "cameras", "chat", "share"].map((lock) => ({ act: "lock", on: true, locks: [lock] })),
      { act: "lobby", on: true },
      { act: "close", on: true },
    ]);
  });

  it("finds hands in order, gives the floor and lowers", async () => {
    call.comes(sonya);
    call.comes(ilya);
    call.hands = [ilya.id, sonya.id];
    const { user } = await inside(anna);
    await user.click(await button("Люди"));
    const queue = await screen.findByRole("region", { name: "Поднятые руки" });
    expect(
      within(queue)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual([expect.stringContaining("Илья Громов"), expect.stringContaining("Соня Белкина")]);
    await user.click(within(queue).getByRole("button", { name: "Дать слово: Илья Громов" }));
    await user.click(within(queue).getByRole("button", { name: "Опустить руку: Соня Белкина" }));
    await user.click(within(queue).getByRole("button", { name: "Опустить все" }));
    expect(led()).toEqual([
      { act: "ask_to_unmute", personId: ilya.id },
      { act: "lower_hand", personId: sonya.id },
      { act: "lower_hand" },
    ]);
  });

  it("leaves alone or ends it for all, and is asked before", async () => {
    const { user } = await inside(anna);
    await user.click(await button("Выйти"));
    await user.click(await screen.findByRole("menuitem", { name: "Завершить для всех" }));
    const dialog = await screen.findByRole("dialog", { name: "Завершить видеосессию для всех?" });
    expect(led()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Завершить для всех" }));
    expect(led()).toEqual([{ act: "end" }]);
  });

  it("are not students: they have none of it", async () => {
    call.comes(ilya);
    const { user } = await inside(sonya);
    await user.click(await button("Люди"));
    await user.click(await button("Действия: Илья Громов"));
    expect(screen.getAllByRole("menuitem").map(({ textContent }) => textContent)).toEqual(["Закрепить"]);
    expect(screen.queryByRole("checkbox", { name: "Вход закрыт" })).toBeNull();
  });
});
