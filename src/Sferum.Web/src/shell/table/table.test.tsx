import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { needTexts, startTexts } from "../../texts/language";
import type { Column } from "./columns";
import { csvOf } from "./csv";
import { DataTable } from "./DataTable";

interface Row {
  id: string;
  name: string;
  count: number;
}

const columns: Column<Row>[] = [
  { id: "name", title: "Имя", value: (one) => one.name, isHead: true },
  { id: "count", title: "Сколько", value: (one) => one.count, isNumber: true },
];
const rows = ["10А", "7Б", "Ёлкин", "Егоров", "Жуков"].map((name, i) => ({ id: name, name, count: 10 - i }));
const many = Array.from({ length: 120 }, (_, i) => ({ id: `${i}`, name: `Строка ${i + 1}`, count: i }));

const names = () => screen.getAllByRole("rowheader").map(({ textContent }) => textContent);
const show = (of: Row[]) => {
  render(<DataTable name="Список" columns={columns} rows={of} rowId={(one) => one.id} />);
  return userEvent.setup();
};

beforeAll(async () => {
  await startTexts();
  await needTexts("desk");
});

describe("A table", () => {
  it("sorts as people do: numbers by their size, ё among е", async () => {
    const user = show(rows);
    await user.click(screen.getByRole("button", { name: /Имя/ }));
    expect(names()).toEqual(["7Б", "10А", "Егоров", "Ёлкин", "Жуков"]);
    expect(screen.getByRole("columnheader", { name: /Имя/ }).getAttribute("aria-sort")).toBe("ascending");
    await user.click(screen.getByRole("button", { name: /Имя/ }));
    expect(names()[0]).toBe("Жуков");
  });

  it("finds without regard to case and ё", async () => {
    const user = show(rows);
    await user.type(screen.getByRole("searchbox"), "елк");
    expect(names()).toEqual(["Ёлкин"]);
    expect(screen.getByText("1 из 5")).toBeTruthy();
  });

  it("shows a page at a time", async () => {
    const user = show(many);
    expect(names()).toHaveLength(50);
    await user.click(screen.getByRole("button", { name: "Следующая страница" }));
    expect(names()[0]).toBe("Строка 51");
    expect(screen.getByText("2 из 3")).toBeTruthy();
  });
});

describe("The file of a table", () => {
  it("opens in a spreadsheet and starts no formula", () => {
    const file = csvOf(columns, [
      { id: "1", name: '=HYPERLINK("x")', count: -5 },
      { id: "2", name: "Орлова; Рита", count: 2 },
    ]);
    expect(file).toBe('\uFEFFИмя;Сколько\r\n"\'=HYPERLINK(""x"")";-5\r\n"Орлова; Рита";2\r\n');
  });
});
