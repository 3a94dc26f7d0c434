import { act, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { faults } from "../../testing/axe";
import { button, call, inside, led, setCallScene } from "../../testing/callScene";
import { people } from "../../testing/people";

const { anna, sonya, ilya } = people;
const open = {
  number: 1,
  question: "Сколько будет дважды два?",
  options: ["Три", "Четыре"],
  closed: false,
  shown: false,
  answered: 0,
};

setCallScene();

const tell = (poll: typeof call.poll) =>
  act(() => {
    call.poll = poll;
    call.tell();
  });

describe("A quick poll, for whoever leads,", () => {
  async function panel() {
    const page = await inside(anna);
    await page.user.click(await button("Ещё"));
    await page.user.click(await screen.findByRole("menuitem", { name: "Опрос" }));
    await screen.findByRole("region", { name: "Опрос" });
    return page;
  }

  it("is a question with two to six answers, or yes and no, and none twice", async () => {
    const { user } = await panel();
    await user.type(screen.getByLabelText("Вопрос"), "Понятно?");
    await user.click(await button("Да или нет"));
    await user.click(await button("Спросить"));
    await user.type(screen.getByLabelText("Вопрос"), "Что это?");
    for (const [place, text] of ["а", "б", "в", "А"].entries())
      await user.type(await screen.findByLabelText(`Ответ ${place + 1}`), text);
    await screen.findByText("Ответы должны различаться");
    expect(await button("Спросить")).toHaveProperty("disabled", true);
    await user.click(await button("Убрать ответ 4"));
    await user.click(await button("Спросить"));
    expect(led()).toEqual([
      { act: "ask_poll", poll: { question: "Понятно?", options: ["Да", "Нет"] } },
      { act: "ask_poll", poll: { question: "Что это?", options: ["а", "б", "в"] } },
    ]);
  });

  it("stands before their eyes at once, is shown to all, and ended", async () => {
    const { user } = await panel();
    tell({ ...open, answered: 3, counts: [1, 2] });
    const region = screen.getByRole("region", { name: "Опрос" });
    await within(region).findByText("Ответили 3 человека");
    expect(within(region).getByText("2 ответа")).toBeTruthy();
    expect(within(region).queryByLabelText("Вопрос")).toBeNull();
    expect(await faults()).toEqual([]);
    await user.click(within(region).getByRole("checkbox", { name: "Показывать всем, как отвечают" }));
    await user.click(await button("Завершить и показать итог"));
    expect(led()).toEqual([{ act: "show_poll", on: true }, { act: "close_poll" }]);
  });
});

describe("A quick poll, for everybody else,", () => {
  it("is answered, answered otherwise, and remembered while others answer", async () => {
    call.comes(ilya);
    const { user } = await inside(sonya);
    tell(open);
    const region = await screen.findByRole("region", { name: "Опрос" });
    expect(within(region).queryByText(/ответ/)).toBeNull();
    await user.click(within(region).getByRole("button", { name: "Три" }));
    await user.click(within(region).getByRole("button", { name: "Четыре" }));
    await within(region).findByText(/Ответ принят/);
    tell({ ...open, answered: 5 });
    expect(
      within(region)
        .getByRole("button", { name: /Четыре/ })
        .getAttribute("aria-pressed"),
    ).toBe("true");
    expect(call.answers).toEqual([
      { poll: 1, option: 0 },
      { poll: 1, option: 1 },
    ]);
    expect(await faults()).toEqual([]);
  });

  it("shows how it came out, and is put away until the next", async () => {
    const { user } = await inside(sonya);
    tell({ ...open, closed: true, answered: 2, counts: [0, 2], mine: 1 });
    const region = await screen.findByRole("region", { name: "Опрос" });
    expect(within(region).queryByRole("button", { name: /Четыре/ })).toBeNull();
    await within(region).findByText("2 ответа");
    await within(region).findByText("ваш ответ");
    await user.click(await button("Убрать"));
    expect(screen.queryByRole("region", { name: "Опрос" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("group", { name: "Видео" }));
    tell({ ...open, number: 2 });
    const next = await screen.findByRole("region", { name: "Опрос" });
    expect(within(next).getByRole("button", { name: "Четыре" }).getAttribute("aria-pressed")).toBe("false");
  });
});
