import { describe, expect, it } from "vitest";
import type { ChatMember } from "../../protocol";
import { matching, peopleOf, typedName } from "./candidates";

const member = (id: string, name: string): ChatMember => ({ id, name, role: "student" });

const found = (names: string[], typed: string) =>
  matching(
    peopleOf(
      names.map((name, i) => member(`p${i}`, name)),
      (role) => role,
    ),
    typed,
  ).map(({ label }) => label);

describe("Behind an @", () => {
  it("a name is typed, of one word or two", () => {
    expect(typedName("Завтра @Со", 10)).toBe("Со");
    expect(typedName("@Соня Бел", 9)).toBe("Соня Бел");
    expect(typedName("(@", 2)).toBe("");
  });

  it("there is no name where the sign stands inside a word, or the cursor elsewhere", () => {
    expect(typedName("anna@school", 11)).toBeNull();
    expect(typedName("@Соня Белкина, приди", 20)).toBeNull();
    expect(typedName("просто текст", 6)).toBeNull();
  });

  it("who begins so comes before whose other name does", () =>
    expect(found(["Вера Соколова", "Соня Белкина"], "со")).toEqual(["Соня Белкина", "Вера Соколова"]));

  it("two who share two words of their names are told in full", () =>
    expect(found(["Анна Сергеевна Ветрова", "Анна Сергеевна Лосева", "Анна Ильинична Гром"], "анна")).toEqual([
      "Анна Сергеевна Ветрова",
      "Анна Сергеевна Лосева",
      "Анна Ильинична",
    ]));
});
