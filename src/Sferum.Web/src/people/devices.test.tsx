import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../testing/clients";
import { type Desk, desk, signedInAs } from "../testing/desk";
import { people } from "../testing/people";
import { openPage } from "../testing/render";
import { newDeviceCame } from "./newDevice";

let on: Desk;

beforeEach(() => {
  on = desk(["class_teacher"]);
});

afterEach(() => stopClients());

describe("A sign-in on a device that was not known", () => {
  it("is told wherever one is, and ended from there", async () => {
    const revoke = vi.fn(async () => undefined);
    on.services.people.revoke = revoke;
    const { user } = await openPage(on.services, "/chats");
    await screen.findByRole("region", { name: "Список чатов" });
    newDeviceCame({ sessionId: "s9", device: "Firefox · Windows", at: Date.now() });
    await screen.findByText(/Вход с нового устройства: Firefox · Windows/);
    await user.click(screen.getByRole("button", { name: "Нет, завершить" }));
    await waitFor(() => expect(screen.queryByText(/Вход с нового устройства/)).toBeNull());
    expect(revoke).toHaveBeenCalledWith("s9");
  });

  it("is put aside by whoever knows it", async () => {
    const { user } = await openPage(on.services, "/chats");
    await screen.findByRole("region", { name: "Список чатов" });
    newDeviceCame({ sessionId: "s9", device: "Safari · iOS", at: Date.now() });
    await user.click(await screen.findByRole("button", { name: "Да, это я" }));
    await waitFor(() => expect(screen.queryByText(/Вход с нового устройства/)).toBeNull());
  });
});

describe("Sessions", () => {
  it("end everywhere but here", async () => {
    const endOthers = vi.fn(async () => undefined);
    on.services.people.endOthers = endOthers;
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Завершить остальные" }));
    await screen.findByText("Остальные входы завершены");
    expect(endOthers).toHaveBeenCalledOnce();
  });

  it("end everywhere, here too, after asking", async () => {
    const endAll = vi.fn(async () => undefined);
    on.services.people.endAll = endAll;
    on.services.session.signOut = async () => on.services.session.end(null);
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Выйти на всех устройствах" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /Выйти на всех/ }));
    await screen.findByRole("heading", { name: "Кем войти?" });
    expect(endAll).toHaveBeenCalledOnce();
  });
});

describe("Two people on one device", () => {
  it("change places from the profile and back from sign-in, each with an own desk", async () => {
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Добавить профиль" }));
    await screen.findByRole("button", { name: `Войти как ${people.anna.name}` });
    on.services.session.accept(signedInAs(people.sonya, ["student"]));
    await screen.findByRole("heading", { name: people.sonya.name });
    expect(screen.queryByRole("link", { name: "Школа" })).toBeNull();
    await user.click(screen.getByRole("button", { name: `Войти как ${people.anna.name}` }));
    await screen.findByRole("heading", { name: people.anna.name });
    await waitFor(() => expect(screen.getAllByRole("link", { name: "Школа" })).toHaveLength(2));
  });

  it("keep each their own drafts when one signs out", async () => {
    localStorage.setItem(`sferum.draft.${people.sonya.id}.school-1.c1`, "{}");
    localStorage.setItem(`sferum.draft.${people.anna.id}.school-1.c1`, "{}");
    await on.services.session.setAside();
    on.services.session.accept(signedInAs(people.sonya, ["student"]));
    on.services.session.signOut = async () => on.services.session.end(null);
    const { user } = await openPage(on.services, "/profile");
    await user.click(await screen.findByRole("button", { name: "Выйти" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Выйти" }));
    await screen.findByRole("button", { name: `Войти как ${people.anna.name}` });
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith("sferum.draft."));
    expect(drafts).toEqual([`sferum.draft.${people.anna.id}.school-1.c1`]);
  });
});
