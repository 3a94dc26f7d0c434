import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { faults } from "../../testing/axe";
import { button, call, inside, led, setCallScene } from "../../testing/callScene";
import { people } from "../../testing/people";

const { anna, sonya, ilya } = people;

setCallScene();

async function panel(groups: typeof call.groups = null) {
  call.comes(sonya, { group: groups ? 1 : null, moves: groups?.open ? 1 : null });
  call.comes(ilya, { group: groups ? 2 : null });
  call.groups = groups;
  const page = await inside(anna);
  await page.user.click(await button("Ещё"));
  await page.user.click(await screen.findByRole("menuitem", { name: "Группы" }));
  await screen.findByRole("region", { name: "Группы" });
  return page;
}

describe("Groups, for whoever leads,", () => {
  it("are made by chance or by hand, and changed before they are opened", async () => {
    const { user } = await panel();
    await user.clear(screen.getByLabelText("Сколько групп"));
    await user.type(screen.getByLabelText("Сколько групп"), "3");
    await user.click(await button("Поделить"));
    await user.selectOptions(screen.getByLabelText("Как поделить"), "Вручную");
    await user.click(await button("Поделить"));
    act(() => {
      call.groups = { count: 3, open: false };
      call.tell();
    });
    await user.selectOptions(await screen.findByLabelText("Где участник: Соня Белкина"), "Группа 2");
    expect(led()).toEqual([
      { act: "prepare_groups", groups: { count: 3, random: true } },
      { act: "prepare_groups", groups: { count: 3, random: false } },
      { act: "move_to_group", personId: sonya.id, groups: { group: 2 } },
    ]);
  });

  it("are opened for some time, told something, visited and called back", async () => {
    const { user } = await panel({ count: 2, open: false });
    await user.type(screen.getByLabelText("На сколько минут"), "10");
    await user.click(await button("Отправить в группы"));
    act(() => {
      call.groups = { count: 2, open: true };
      call.tell();
    });
    await user.type(await screen.findByLabelText("Сообщение всем группам"), "Ещё пять минут");
    await user.click(await button("Сообщить"));
    await user.click(await button("Зайти: Группа 2"));
    await user.click(await button("Вернуть всех"));
    expect(led()).toEqual([
      { act: "open_groups", on: true, groups: { minutes: 10 } },
      { act: "tell_groups", groups: { text: "Ещё пять минут" } },
      { act: "move_to_group", personId: anna.id, groups: { group: 2 } },
      { act: "open_groups", on: false },
    ]);
  });

  it("show who is where and whose hand is up, while the pictures are of one's own group", async () => {
    call.hands = [ilya.id];
    await panel({ count: 2, open: true });
    const second = await screen.findByRole("region", { name: "Группа 2" });
    expect(within(second).getByText("поднята рука")).toBeTruthy();
    expect(within(await screen.findByRole("region", { name: "Группа 1" })).getByText("Соня Белкина")).toBeTruthy();
    const video = screen.getByRole("group", { name: "Видео" });
    expect(within(video).queryByText("Соня Белкина")).toBeNull();
    act(() => call.change(anna.id, { group: 1, moves: 1 }));
    act(() => {
      call.hands = [];
      call.tell();
      call.hands = [ilya.id];
      call.tell();
    });
    await screen.findByText("Группа 2 зовёт: Илья Громов");
    await within(video).findByText("Соня Белкина");
    expect(within(video).queryByText("Илья Громов")).toBeNull();
    expect(await faults()).toEqual([]);
  });
});

describe("Whoever is in a group", () => {
  it("knows where and how long still, and is warned before the end, also where the device's clock is ten minutes ahead", async () => {
    call.clockAhead = -600_000;
    const { user } = await inside(sonya);
    act(() => {
      call.groups = { count: 2, open: true, endsAt: Date.now() + call.clockAhead + 125_000 };
      call.change(sonya.id, { group: 2, moves: 1 });
    });
    await screen.findByText(/Вы в группе 2/);
    await screen.findByText(/осталось 2:0\d/);
    expect(screen.queryByText(/Скоро все вернутся/)).toBeNull();
    act(() => {
      call.groups = { count: 2, open: true, endsAt: Date.now() + call.clockAhead + 50_000 };
      call.tell();
    });
    await screen.findByText(/Скоро все вернутся/);
    expect(await faults()).toEqual([]);
    await user.click(await button("Позвать ведущего"));
    await waitFor(() => expect(call.hands).toEqual([sonya.id]));
    await button("Ведущий видит, что вы зовёте");
  });

  it("reads what all groups are told, once", async () => {
    const { user } = await inside(sonya);
    act(() => {
      call.groups = { count: 2, open: true, message: { text: "Ещё пять минут", at: 1 } };
      call.change(sonya.id, { group: 2, moves: 1 });
    });
    await screen.findByText("Всем группам: Ещё пять минут");
    await user.click(await button("Понятно"));
    expect(screen.queryByText("Всем группам: Ещё пять минут")).toBeNull();
  });

  it("is told in a word while another page is open, and that all are together again", async () => {
    const { router } = await inside(sonya);
    await router.navigate({ to: "/chats/$chatId", params: { chatId: "c2" } });
    await screen.findByRole("complementary", { name: "Видеосессия в малом окне" });
    act(() => {
      call.groups = { count: 2, open: true, message: { text: "За работу", at: 1 } };
      call.poll = { number: 1, question: "Готовы?", options: ["Да", "Нет"], closed: false, shown: false, answered: 0 };
      call.change(sonya.id, { group: 2, moves: 1 });
    });
    await screen.findByText(/Вы в группе 2/);
    await screen.findByText("Всем группам: За работу");
    await screen.findByText(/Ведущий спрашивает: Готовы\?/);
    act(() => {
      call.groups = null;
      call.change(sonya.id, { group: null, moves: 2 });
    });
    await screen.findByText("Работа в группах закончилась, все снова вместе");
  });

  it("makes none and moves nobody", async () => {
    const { user } = await inside(sonya);
    await user.click(await button("Ещё"));
    expect(screen.queryByRole("menuitem", { name: "Группы" })).toBeNull();
    await user.keyboard("{Escape}");
    await user.click(await button("Люди"));
    expect(screen.queryByRole("button", { name: "Группы" })).toBeNull();
  });
});
