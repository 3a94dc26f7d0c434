import { screen, waitFor, within } from "@testing-library/react";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgetAllBut } from "../chats/storage";
import { stopClients } from "../testing/clients";
import { type Desk, desk, signedInAs } from "../testing/desk";
import { people } from "../testing/people";
import { openPage } from "../testing/render";

const { anna, sonya } = people;
let on: Desk;

beforeEach(() => {
  on = desk(["class_teacher"]);
});

afterEach(async () => {
  stopClients();
  await forgetAllBut([]);
});

const databaseOf = (person: { id: string }) => `sferum.chats.${person.id}.school-1`;

/** Asked without opening the database, which would make it anew. */
const isKept = async (person: { id: string }) =>
  (await indexedDB.databases()).some(({ name }) => name === databaseOf(person));

/** What lies on the device of a person's chats: list lines and unsent texts. */
async function keptOf(person: { id: string }): Promise<{ chats: number; unsent: number } | null> {
  if (!(await isKept(person))) return null;
  const db = await openDB(databaseOf(person));
  const lists = (await db.getAll("list")) as unknown[][];
  const unsent = await db.count("outbox");
  db.close();
  return { chats: lists.flat().length, unsent };
}

/** A person has looked at the chats and has written something that could not go. */
async function leaveTraces(person: { id: string }) {
  await waitFor(async () => expect(await keptOf(person)).toEqual({ chats: 1, unsent: 0 }));
  const db = await openDB(databaseOf(person));
  await db.put("outbox", { requestId: "r1", chatId: "gone", text: "не ушло", state: "failed", createdAt: 1, order: 1 });
  db.close();
}

describe("Messages of a person", () => {
  it("leave the device when another one takes the place, what was not sent stays for the return", async () => {
    await openPage(on.services, "/chats");
    await screen.findByRole("region", { name: "Список чатов" });
    await leaveTraces(anna);
    await on.services.session.setAside();
    on.services.session.accept(signedInAs(sonya, ["student"]));
    await waitFor(async () => expect(await keptOf(anna)).toEqual({ chats: 0, unsent: 1 }));
    await waitFor(async () => expect(await keptOf(sonya)).toEqual({ chats: 1, unsent: 0 }));
  });

  it("leave the device when the session ends, also by another's hand", async () => {
    await openPage(on.services, "/chats");
    await screen.findByRole("region", { name: "Список чатов" });
    await leaveTraces(anna);
    on.services.session.end("expired");
    await waitFor(async () => expect(await keptOf(anna)).toEqual({ chats: 0, unsent: 1 }));
  });

  it("and everything else leave it at an own sign-out", async () => {
    on.services.session.signOut = async () => on.services.session.end(null);
    const { user } = await openPage(on.services, "/profile");
    await leaveTraces(anna);
    await user.click(await screen.findByRole("button", { name: "Выйти" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Выйти" }));
    await waitFor(async () => expect(await isKept(anna)).toBe(false));
  });

  it("and what was not sent leave it with the profile that is put away", async () => {
    await openPage(on.services, "/chats");
    await leaveTraces(anna);
    await on.services.session.setAside();
    on.services.session.accept(signedInAs(sonya, ["student"]));
    const { user } = await openPage(on.services, "/profile");
    await user.click(
      (await screen.findAllByRole("button", { name: `Убрать с устройства: ${anna.name}` }))[0] as Element,
    );
    await waitFor(async () => expect(await isKept(anna)).toBe(false));
  });
});
