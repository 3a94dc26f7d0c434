import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, openDesk } from "../../testing/desk";
import { refused } from "../../testing/fakeHttp";
import type { RosterPreview } from "./protocol";

let on: Desk;
let preview: RosterPreview;

const previewing = "POST /api/school/roster/preview";
const importing = "POST /api/school/roster";
const zip = new File(["PK"], "lists.zip", { type: "application/x-zip-compressed" });

/** The school's lists are shown from a file. */
async function checked() {
  const page = await openDesk(on, "/school/import", "Загрузка списков");
  await page.user.upload(await screen.findByLabelText("Файл списков"), zip);
  await page.user.click(screen.getByRole("button", { name: "Проверить" }));
  return page;
}

const asked = (what: string) =>
  on.http.asked.filter((one) => one.what === what).map(({ query }) => Object.fromEntries(query));

beforeEach(() => {
  on = desk(["school_admin"]);
  preview = {
    revision: "rev-1",
    version: "1.2",
    orgs: [{ sourcedId: "org-1", name: "МБОУ «СОШ с. Ягельное»", match: "number" }],
    counts: [
      { kind: "people", new: 28, changed: 3, ended: 0 },
      { kind: "places", new: 28, changed: 0, ended: 1 },
    ],
    problems: [],
    problemCount: 0,
    notes: [{ code: "roster.note.gone", count: 4, message: "Отмечено как удалённое: 4" }],
  };
  on.http.on(previewing, () => preview).on(importing, () => preview);
});

afterEach(() => stopClients());

describe("The school's lists from a file", () => {
  it("are shown before anything changes, and then brought in as they were shown", async () => {
    const { user } = await checked();
    await screen.findByText(/Пока ничего не изменилось/);
    expect(screen.getByText("ваша: совпал ИНН или ОГРН")).toBeTruthy();
    expect(screen.getByText("Отмечено как удалённое: 4")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Применить 60 изменений" }));
    await screen.findByText("Списки загружены.");
    const how = { encoding: "utf-8", skipBadRows: "false", allowLargeRemoval: "false" };
    expect(asked(previewing)).toEqual([how]);
    expect(asked(importing)).toEqual([{ ...how, revision: "rev-1" }]);
    expect(on.http.bodies(importing)).toEqual([expect.objectContaining({ type: "application/zip" })]);
  });

  it("name the own school by choice where no number proves it", async () => {
    const none: RosterPreview = {
      ...preview,
      orgs: [
        { sourcedId: "org-1", name: "Школа № 1", match: null },
        { sourcedId: "org-2", name: "Школа № 2", match: null },
      ],
      counts: [],
      refusal: { code: "roster.refused.own_missing", message: "Вашей школы в файле нет." },
    };
    on.http.on(previewing, ({ query }) =>
      query.get("org") === "org-2"
        ? { ...preview, orgs: [none.orgs[0], { sourcedId: "org-2", name: "Школа № 2", match: "choice" }] }
        : none,
    );
    const { user } = await checked();
    await screen.findByText("Вашей школы в файле нет.");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Применить/ }).disabled).toBe(true);
    await user.click(screen.getByRole("button", { name: "Это моя школа: Школа № 2" }));
    await screen.findByText("ваша: вы указали");
    await user.click(screen.getByRole("button", { name: /Применить 60/ }));
    await screen.findByText("Списки загружены.");
    expect(asked(importing)).toEqual([expect.objectContaining({ org: "org-2", revision: "rev-1" })]);
  });

  it("say which rows are wrong, and are taken without them only when that is said", async () => {
    const bad: RosterPreview = {
      ...preview,
      problems: [
        { file: "users.csv", line: 14, column: "phone", code: "roster.row.phone_invalid", message: "это не телефон" },
      ],
      problemCount: 1,
      refusal: { code: "roster.refused.rows_bad", message: "Строк с ошибками: 1." },
    };
    on.http.on(previewing, ({ query }) => ({
      ...bad,
      refusal: query.get("skipBadRows") === "true" ? null : bad.refusal,
    }));
    const { user } = await checked();
    const line = await screen.findByRole("row", { name: /users.csv/ });
    expect(within(line).getByText("14")).toBeTruthy();
    expect(within(line).getByText("это не телефон")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: /Применить/ }).disabled).toBe(true);
    await user.click(screen.getByLabelText(/Взять остальные строки/));
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>("button", { name: /Применить/ }).disabled).toBe(false),
    );
    expect(await faults()).toEqual([]);
  });

  it("are shown anew when something has changed since", async () => {
    on.http.on(importing, () => {
      preview = { ...preview, revision: "rev-2", counts: [{ kind: "people", new: 27, changed: 0, ended: 0 }] };
      throw refused("roster.refused.stale", "С тех пор что-то изменилось.");
    });
    const { user } = await checked();
    await user.click(await screen.findByRole("button", { name: "Применить 60 изменений" }));
    await screen.findByText("С тех пор что-то изменилось.");
    await screen.findByRole("button", { name: "Применить 27 изменений" });
  });

  it("come from an archive and from nothing else", async () => {
    const { user } = await openDesk(on, "/school/import", "Загрузка списков");
    await user.click(await screen.findByRole("button", { name: "Проверить" }));
    await screen.findByText("Приложите файл");
    expect(asked(previewing)).toEqual([]);
  });
});
