import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { startTexts } from "../../texts/language";
import { unfit, unfitText } from "./unfit";

beforeAll(() => startTexts());

describe("A file that is chosen", () => {
  it.each([
    ["nothing.txt", 0, "empty"],
    ["Setup.EXE", 1, "program"],
    ["IMG_1.HEIC", 1, "foreignPicture"],
  ])("%s of %i bytes is not taken: %s", (name, size, why) => {
    expect(unfit({ name, size, type: "" }, 100)).toEqual({ why });
  });

  it("is measured by what the server takes, and told so in the reader's language", () => {
    const largest = 100 * 1024 * 1024;
    expect(unfit({ name: "a.pdf", size: largest, type: "" }, largest)).toBeNull();
    const found = unfit({ name: "a.pdf", size: largest + 1, type: "" }, largest);
    expect(found && unfitText(i18next.t, found)).toBe("Файл больше 100 МБ.");
  });

  it("that is a picture is measured by what is taken of pictures", () => {
    const picture = { name: "a.png", size: 21, type: "image/png" };
    expect(unfit(picture, 100, 20)).toEqual({ why: "tooLarge", limit: 20 });
    expect(unfit({ ...picture, type: "application/pdf" }, 100, 20)).toBeNull();
    expect(unfit(picture, 100)).toBeNull();
  });
});
