import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import callEn from "./call.en";
import callRu from "./call.ru";
import deskEn from "./desk.en";
import deskRu from "./desk.ru";
import en from "./en";
import { speak, startTexts } from "./language";
import ru from "./ru";
import { clock, dayTitle, listTime } from "./times";

const plural = /_(zero|one|two|few|many|other)$/;

function keys(tree: object, path = ""): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : keys(value as object, `${path}${key}.`),
  );
}

const stems = (tree: object) => [...new Set(keys(tree).map((key) => key.replace(plural, "")))].sort();

function holes(tree: object): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const key of keys(tree)) {
    const text = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], tree) as string;
    const names = [...text.matchAll(/\{\{(\w+)\}\}|<(\d)>/g)].map((match) => match[1] ?? `<${match[2]}>`);
    const stem = key.replace(plural, "");
    found[stem] = [...new Set([...(found[stem] ?? []), ...names])].sort();
  }
  return found;
}

describe.each([
  ["the page", ru, en],
  ["the desk", deskRu, deskEn],
  ["a video session", callRu, callEn],
])("The catalogues of %s", (_name, russian, english) => {
  it("say the same things in both languages", () => {
    expect(stems(english)).toEqual(stems(russian));
  });

  it("name the same values in both languages", () => {
    expect(holes(english)).toEqual(holes(russian));
  });

  it.each([
    ["ru", russian],
    ["en", english],
  ])("have every plural form of %s", (tongue, tree) => {
    const forms = new Intl.PluralRules(tongue).resolvedOptions().pluralCategories;
    const counted = keys(tree).filter((key) => plural.test(key));
    for (const stem of new Set(counted.map((key) => key.replace(plural, "")))) {
      const has = keys(tree).filter((key) => key.replace(plural, "") === stem);
      expect(has.sort(), stem).toEqual(forms.map((form) => `${stem}_${form}`).sort());
    }
  });
});

describe("Words", () => {
  beforeAll(() => startTexts());

  it("count in Russian", async () => {
    await speak("ru");
    const said = [1, 2, 5, 11, 21, 22, 25].map((count) => i18next.t("chats.members", { count }));
    expect(said).toEqual([
      "1 участник",
      "2 участника",
      "5 участников",
      "11 участников",
      "21 участник",
      "22 участника",
      "25 участников",
    ]);
  });

  it("count in English after a live switch", async () => {
    await speak("en");
    expect([1, 2].map((count) => i18next.t("chats.members", { count }))).toEqual(["1 member", "2 members"]);
    expect(document.documentElement.lang).toBe("en");
  });

  it("tell days by the reader's calendar, in the reader's language", async () => {
    const now = new Date(2026, 10, 23, 0, 30).getTime();
    const minutesAgo = new Date(2026, 10, 22, 23, 50).getTime();
    await speak("ru");
    expect(dayTitle(i18next.t, now, now)).toBe("Сегодня, 23 ноября");
    expect(dayTitle(i18next.t, minutesAgo, now)).toBe("Вчера, 22 ноября");
    expect(dayTitle(i18next.t, new Date(2025, 10, 2).getTime(), now)).toBe("2 ноября 2025 г.");
    expect(listTime(i18next.t, minutesAgo, now)).toBe("Вчера");
    expect(clock(minutesAgo)).toBe("23:50");
    await speak("en");
    expect(dayTitle(i18next.t, minutesAgo, now)).toBe("Yesterday, 22 November");
  });
});
