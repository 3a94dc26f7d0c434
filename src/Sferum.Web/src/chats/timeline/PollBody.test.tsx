import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChat } from "../../testing/fakeChat";
import { people } from "../../testing/people";
import { startTexts } from "../../texts/language";
import type { NewPoll } from "../protocol";
import { RowActsContext } from "./actions";
import { PollBody } from "./PollBody";

const { anna, sonya, ilya } = people;
const vote = vi.fn();
const showVoters = vi.fn();

beforeEach(async () => {
  await startTexts();
  vi.clearAllMocks();
});

/** A poll in which Ilya has chosen the first option, as Sonya sees it. */
function show(asked: Partial<NewPoll>, mine: number[] = [], may = ["vote"]) {
  const chat = new FakeChat("c1", "7Б · класс", [anna, sonya, ilya]);
  const { number } = chat.post(anna, "Когда?", "r1", null, {
    poll: { options: ["Среда", "Пятница"], multiple: false, open: true, ...asked },
  });
  chat.vote(ilya, number, [0]);
  if (mine.length > 0) chat.vote(sonya, number, mine);
  const row = chat.render(number, sonya.id);
  const acts = { chatId: "c1", goTo: vi.fn(), openMenu: vi.fn(), react: vi.fn(), vote, showVoters, may };
  render(
    <RowActsContext value={{ ...acts, reader: { id: sonya.id, classes: new Set() }, role: "student" }}>
      {row.message?.poll && <PollBody row={row} poll={row.message.poll} />}
    </RowActsContext>,
  );
  return {
    row,
    user: userEvent.setup(),
    option: (text: string) => screen.getByRole("button", { name: RegExp(`^${text}`) }),
  };
}

describe("A poll in the timeline", () => {
  it("takes one choice in place of the other, and none when it is pressed again", async () => {
    const { row, user, option } = show({}, [0]);
    expect(option("Среда").getAttribute("aria-pressed")).toBe("true");
    await user.click(option("Пятница"));
    expect(vote).toHaveBeenLastCalledWith(row.number, [1]);
    await user.click(option("Среда"));
    expect(vote).toHaveBeenLastCalledWith(row.number, []);
  });

  it("takes several where it says so", async () => {
    const { row, user, option } = show({ multiple: true }, [0]);
    await user.click(option("Пятница"));
    expect(vote).toHaveBeenLastCalledWith(row.number, [0, 1]);
  });

  it("says how many, and of an open one who", async () => {
    const { row, user, option } = show({}, [0]);
    expect(option("Среда").textContent).toContain("2 голоса");
    expect(screen.getByText("Проголосовали 2 человека")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Кто выбрал: Среда" }));
    expect(showVoters).toHaveBeenCalledWith(row, 0);
  });

  it("that is secret names nobody", () => {
    show({ open: false }, [0]);
    expect(screen.queryByRole("button", { name: "Кто выбрал: Среда" })).toBeNull();
  });

  it("that has ended, or where one may not vote, takes no vote", () => {
    const { option } = show({ closesAt: 1 });
    expect(option("Среда")).toHaveProperty("disabled", true);
    expect(screen.getByText(/завершён/)).toBeTruthy();
  });

  it("of whoever only reads takes no vote", () => {
    expect(show({}, [], []).option("Среда")).toHaveProperty("disabled", true);
  });
});
