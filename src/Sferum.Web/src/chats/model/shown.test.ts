import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { startTexts } from "../../texts/language";
import type { Attachment } from "../protocol";
import { shownText } from "./shown";

beforeAll(() => startTexts());

describe("A message in one line", () => {
  const line = (text: string, ...files: [Attachment["kind"], string][]) =>
    shownText(i18next.t, {
      text,
      attachments: files.map(([kind, name]) => ({ id: name, kind, name, type: "", size: 1 })),
    });

  it("is its words where it has some", () => expect(line("Смотрите", ["picture", "a.png"])).toBe("Смотрите"));

  it("is what it sends where it has none", () => {
    expect(line("", ["picture", "a.png"])).toBe("1 фото");
    expect(line("", ["picture", "a.png"], ["picture", "b.png"])).toBe("2 фото");
    expect(line("", ["voice", "v.m4a"])).toBe("Голосовое сообщение");
    expect(line("", ["other", "План.pdf"])).toBe("План.pdf");
    expect(line("", ["other", "План.pdf"], ["picture", "a.png"])).toBe("2 файла");
  });

  it("is nothing once it is deleted", () => expect(shownText(i18next.t, { text: null, deletedAt: 1 })).toBeNull());
});
