import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { button, call, inside, setCallScene } from "../../testing/callScene";
import { people } from "../../testing/people";

const { anna } = people;
const drawn: number[] = [];
let broken = false;

vi.mock("@excalidraw/excalidraw", () => ({ Excalidraw: () => <div>холст</div>, MainMenu: () => null }));
vi.mock("@excalidraw/excalidraw/index.css", () => ({}));
// What draws the pages needs a canvas.
vi.mock("./pdf", () => ({
  Pdf: {
    open: async () => {
      if (broken) throw new Error("a password");
      return {
        pages: 3,
        draw: async (number: number) => {
          drawn.push(number);
          return new Blob([`page ${number}`], { type: "image/png" });
        },
        close: () => undefined,
      };
    },
  },
}));

setCallScene();

beforeEach(() => {
  drawn.length = 0;
  broken = false;
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:page", revokeObjectURL: () => undefined }));
});

const chosen = async () => {
  call.board = { number: 1, all: false, life: 1, rev: 0 };
  const { user } = await inside(anna);
  const field = await screen.findByLabelText("Подложить картинку или PDF");
  await user.upload(field, new File(["%PDF-1.7"], "Задачник.pdf", { type: "application/pdf" }));
  return user;
};

it("a page of a PDF is chosen by its picture, by the arrows or by its number, and not beyond the last one", async () => {
  const user = await chosen();
  await screen.findByRole("img", { name: "Страница 1" });
  await user.click(await button("Следующая страница"));
  await screen.findByRole("img", { name: "Страница 2" });
  await user.type(await screen.findByLabelText("Страница"), "9");
  await screen.findByRole("img", { name: "Страница 3" });
  expect(((await button("Следующая страница")) as HTMLButtonElement).disabled).toBe(true);
  await user.click(await button("Подложить страницу"));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(drawn).toEqual([1, 2, 3]);
});

it("a PDF that can't be opened is said so", async () => {
  broken = true;
  await chosen();
  await screen.findByText(/повреждён или защищён паролем/);
  expect(((await button("Подложить страницу")) as HTMLButtonElement).disabled).toBe(true);
});
