import { describe, expect, it } from "vitest";
import { FakeChat } from "../../testing/fakeChat";
import { people } from "../../testing/people";
import type { Chat } from "../model/types";
import { foldersOf } from "./folders";

const { anna } = people;

function chat(id: string, kind: string, title: string | null = null, archived = false): Chat {
  const one = new FakeChat(id, id, [anna], kind);
  one.access.archived = archived;
  one.class = title === null ? null : { id: `class-${title}`, title };
  return {
    summary: one.summary(anna.id),
    window: null,
    extras: {},
    typing: [],
    online: null,
    recentEvents: [],
    recentStates: [],
  };
}

const few = [chat("a", "school"), chat("b", "staff")];
const many = [
  ...few,
  chat("c", "class", "10А"),
  chat("d", "study", "10А"),
  chat("e", "class", "7Б"),
  chat("f", "guardians", "7Б"),
  chat("g", "class", "8В"),
];

describe("Folders", () => {
  it("divide nothing where there are few chats", () => expect(foldersOf(few)).toEqual([]));

  it("are classes with more than one chat, in the order in which one reads them, and kinds", () =>
    expect(foldersOf(many).map(({ key, title }) => title ?? key)).toEqual([
      "all",
      "7Б",
      "10А",
      "subjects",
      "colleagues",
      "parents",
    ]));

  it("keep what is over apart from the rest", () => {
    const folders = foldersOf([...few, chat("h", "adhoc", null, true)]);
    expect(folders.map(({ key }) => key)).toEqual(["all", "archive"]);
    expect(folders.map(({ has }) => has(chat("h", "adhoc", null, true)))).toEqual([false, true]);
  });
});
