import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, signedInAs } from "../../testing/desk";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";
import type { OwnChild } from "./protocol";

let on: Desk;
let child: OwnChild;

const waits = (consentsPending: number) => {
  const answer = signedInAs(people.vera, ["guardian"]);
  on.services.session.accept({ ...answer, me: { ...answer.me, consentsPending } });
};

beforeEach(() => {
  on = desk(["guardian"]);
  child = { studentId: "p-sonya", name: "Белкина Соня", classTitle: "7Б", limited: true, needsConsent: true };
  on.http
    .on("GET /api/children", () => ({ consentVersion: 3, children: child ? [child] : [] }))
    .on("GET /api/regulation", ({ query }) => ({
      active: {
        kind: query.get("kind"),
        version: 3,
        title: "Согласие",
        text: "Разрешаю переписку.",
        hasFile: false,
        createdAt: 0,
        activatedAt: 0,
      },
      required: true,
    }))
    .on("POST /api/consents", () => {
      child = { ...child, limited: false, needsConsent: false, givenAt: Date.now() };
      return {};
    })
    .on("POST /api/guardianships/end", () => ({}));
  on.services.session.renew = vi.fn(async () => waits(child.needsConsent ? 1 : 0));
  waits(1);
});

afterEach(() => stopClients());

describe("A guardian", () => {
  it("is told above the chats that a consent waits, and gives it after reading", async () => {
    const { user } = await openPage(on.services, "/chats");
    await screen.findByText("Нужно ваше согласие на 1 ребёнка.");
    await user.click(screen.getByRole("link", { name: "Открыть" }));
    await screen.findByText("Без согласия ребёнок читает и не пишет");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Дать согласие" }));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByText("Разрешаю переписку.");
    expect(await faults()).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Даю согласие" }));
    await screen.findByText(/^Согласие дано \d/);
    await waitFor(() => expect(screen.queryByText("Нужно ваше согласие на 1 ребёнка.")).toBeNull());
    expect(on.http.bodies("POST /api/consents")).toEqual([{ studentId: "p-sonya", version: 3 }]);
  });

  it("says that it is one no longer, and is asked before", async () => {
    const { user } = await openPage(on.services, "/children");
    await user.click(await screen.findByRole("button", { name: "Больше не представляю: Белкина Соня" }));
    const dialog = await screen.findByRole("dialog");
    expect(on.http.bodies("POST /api/guardianships/end")).toEqual([]);
    await user.click(within(dialog).getByRole("button", { name: "Больше не представляю" }));
    await screen.findByText("Вы больше не представитель: Белкина Соня");
    expect(on.http.bodies("POST /api/guardianships/end")).toEqual([
      { guardianId: people.vera.id, studentId: "p-sonya", reason: undefined },
    ]);
    expect(on.services.session.renew).toHaveBeenCalled();
  });
});
