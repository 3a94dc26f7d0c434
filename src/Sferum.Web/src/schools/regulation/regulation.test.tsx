import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faults } from "../../testing/axe";
import { stopClients } from "../../testing/clients";
import { type Desk, desk, signedInAs } from "../../testing/desk";
import { refused } from "../../testing/fakeHttp";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";
import type { Regulation } from "./protocol";

let on: Desk;
let regulation: Regulation;

const pending = (version: number | null) => {
  const answer = signedInAs(people.sonya, ["student"]);
  on.services.session.accept({ ...answer, me: { ...answer.me, regulationPending: version } });
};

beforeEach(() => {
  on = desk(["student"]);
  regulation = {
    active: {
      kind: "regulation",
      version: 2,
      title: "Положение о чатах",
      text: "1. Пишем вежливо.",
      hasFile: false,
      createdAt: 0,
      activatedAt: Date.now(),
    },
    acceptedAt: null,
    required: true,
  };
  on.http
    .on("GET /api/regulation", () => regulation)
    .on("POST /api/regulation/accept", () => {
      regulation = { ...regulation, acceptedAt: Date.now() };
    });
  on.services.session.renew = vi.fn(async () => pending(null));
  pending(2);
});

afterEach(() => stopClients());

describe("The school's regulation", () => {
  it("closes everything until it is read and accepted, where the school demands it", async () => {
    const { user } = await openPage(on.services, "/chats");
    await screen.findByText("1. Пишем вежливо.");
    expect(screen.queryByRole("region", { name: "Список чатов" })).toBeNull();
    expect(await faults()).toEqual([]);
    const accept = screen.getByRole<HTMLButtonElement>("button", { name: "Принимаю" });
    expect(accept.disabled).toBe(true);
    await user.click(screen.getByLabelText("Положение прочитано"));
    await user.click(accept);
    await screen.findByRole("region", { name: "Список чатов" });
    expect(on.http.bodies("POST /api/regulation/accept")).toEqual([{ version: 2 }]);
  });

  it("is mentioned above the chats, where the school does not demand it", async () => {
    regulation = { ...regulation, required: false };
    const { user } = await openPage(on.services, "/chats");
    await screen.findByText("В школе новая редакция положения.");
    await user.click(screen.getByRole("link", { name: "Прочитать" }));
    await screen.findByText("1. Пишем вежливо.");
    await user.click(screen.getByLabelText("Положение прочитано"));
    await user.click(screen.getByRole("button", { name: "Принимаю" }));
    await screen.findByText(/Вы приняли положение/);
    await waitFor(() => expect(screen.queryByText("В школе новая редакция положения.")).toBeNull());
  });

  it("that has changed meanwhile is shown anew instead of accepted", async () => {
    on.http.on("POST /api/regulation/accept", () => {
      regulation = {
        ...regulation,
        active: regulation.active && { ...regulation.active, version: 3, text: "1. Иначе." },
      };
      throw refused("regulation.changed", "Уже действует другая редакция.");
    });
    const { user } = await openPage(on.services, "/chats");
    await user.click(await screen.findByLabelText("Положение прочитано"));
    await user.click(screen.getByRole("button", { name: "Принимаю" }));
    await screen.findByText("1. Иначе.");
  });

  it("does not stand in the way when there is no line", async () => {
    on.http.on("GET /api/regulation", () => Promise.reject(new TypeError("no route")));
    await openPage(on.services, "/chats");
    await screen.findByRole("region", { name: "Список чатов" });
  });
});
