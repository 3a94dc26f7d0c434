import { act, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { button, call, inside, led, setCallScene } from "../../testing/callScene";
import { people } from "../../testing/people";

const { anna, sonya } = people;
const board = { number: 1, all: false, life: 1, rev: 0 };

// What draws needs a canvas; what stands around it does not.
vi.mock("@excalidraw/excalidraw", () => ({ Excalidraw: () => <div>холст</div>, MainMenu: () => null }));
vi.mock("@excalidraw/excalidraw/index.css", () => ({}));

setCallScene();

const tell = (now: typeof call.board) =>
  act(() => {
    call.board = now;
    call.tell();
  });

it("whoever leads opens the board, lets all draw, begins anew after a question, and closes it", async () => {
  const { user } = await inside(anna);
  await user.click(await button("Ещё"));
  await user.click(await screen.findByRole("menuitem", { name: "Открыть доску" }));
  tell(board);
  await screen.findByText("холст");
  await user.click(await screen.findByLabelText("Рисуют все"));
  tell({ ...board, all: true });
  await user.click(await screen.findByLabelText("Рисуют все"));
  await user.click(await button("Начать новую"));
  await user.click((await screen.findAllByRole("button", { name: "Начать новую" })).at(-1) as HTMLElement);
  await user.click(await button("Закрыть доску"));
  expect(led()).toEqual([
    { act: "open_board", on: true },
    { act: "lock", on: false, locks: ["draw"] },
    { act: "lock", on: true, locks: ["draw"] },
    { act: "clear_board" },
    { act: "open_board", on: false },
  ]);
});

it("who does not lead sees who draws, and goes from the board to the people and back", async () => {
  call.board = board;
  const { user } = await inside(sonya);
  await screen.findByText("Рисуют только ведущие");
  expect(screen.queryByLabelText("Рисуют все")).toBeNull();
  expect(screen.queryByRole("button", { name: "Начать новую" })).toBeNull();
  tell({ ...board, all: true });
  await screen.findByText("Рисовать могут все");
  await user.click(await button("Участники"));
  expect(screen.queryByText("холст")).toBeNull();
  await user.click(await button("Доска"));
  await screen.findByText("холст");
  tell(null);
  expect(screen.queryByText("холст")).toBeNull();
});
