import { describe, expect, it } from "vitest";
import { pieces } from "./format";

const shown = (text: string, labels: string[] = []) =>
  pieces(
    text,
    labels.map((label) => ({ label, personId: label })),
  ).map(({ kind, text }) => (kind === "text" ? text : `${kind}(${text})`));

describe("A message's text", () => {
  it("is text as it was typed", () => {
    for (const text of ["2 * 3 * 4", "snake_case_name", "5 ** 2", "`", "a*b", "https://", "@Анна", "<b>нет</b>"])
      expect(shown(text)).toEqual([text]);
  });

  it("has bold, italic and code", () => {
    expect(shown("Это **важно**, _очень_: `x = 1`")).toEqual([
      "Это ",
      "bold(важно)",
      ", ",
      "italic(очень)",
      ": ",
      "code(x = 1)",
    ]);
    expect(shown("```\nlet x\nlet y\n```")).toEqual(["block(let x\nlet y)"]);
    expect(shown("`**не жирное**`")).toEqual(["code(**не жирное**)"]);
  });

  it("has addresses without what only stands behind them", () => {
    expect(shown("см. https://example.org/a?b=1. Да")).toEqual(["см. ", "link(https://example.org/a?b=1)", ". Да"]);
    expect(shown("(http://example.org/x_y_z)")).toEqual(["(", "link(http://example.org/x_y_z)", ")"]);
    expect(shown("javascript:alert(1)")).toEqual(["javascript:alert(1)"]);
  });

  it("has those who are mentioned, the longest name first, and nobody else", () => {
    expect(shown("@Анна Ветрова и @Анна, @Пётр", ["Анна", "Анна Ветрова"])).toEqual([
      "mention(@Анна Ветрова)",
      " и ",
      "mention(@Анна)",
      ", @Пётр",
    ]);
    expect(shown("@а.б", ["а.б"])).toEqual(["mention(@а.б)"]);
    expect(shown("@аxб", ["а.б"])).toEqual(["@аxб"]);
  });
});
