import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const lines = readFileSync("../../docs/client.md", "utf8").split("\n");
const rows = lines.flatMap((line) => {
  const [, number, , shownBy] = /^\| (\d+) \| (.*?) \| (.*) \|$/.exec(line) ?? [];
  return number && shownBy ? [{ number: Number(number), shownBy }] : [];
});
const named = rows.flatMap(({ number, shownBy }) =>
  [...shownBy.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => [number, name] as [number, string]),
);
const folder = "../../tests/Sferum.Web.Tests";
const browserTests = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".cs") && !/^(bin|obj)\b/.test(file))
  .map((file) => readFileSync(`${folder}/${file}`, "utf8"));

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

function exists(name: string): boolean {
  const [, file, title] = /^(\S+\.test\.tsx?): (.+)$/.exec(name) ?? [];
  if (file && title) return readFileSync(`src/${file}`, "utf8").includes(`"${title}"`);
  const [type, method] = name.split(".");
  return browserTests.some((text) => new RegExp(`class ${type}\\b`).test(text) && text.includes(` Task ${method}(`));
}

it("docs/client.md has each number once", () => {
  expect(rows.map(({ number }) => number)).toEqual(from(1, 100));
});

it.each(named)("%i is shown by a test that exists: %s", (_number, name) => {
  expect(exists(name)).toBe(true);
});
