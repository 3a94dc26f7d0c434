import { expect, it } from "vitest";
import { ChatStorage, forgetAllBut } from "./storage";

it("What is kept while everything is erased fails nobody, and is not there", async () => {
  const storage = new ChatStorage("p1.s1");
  await storage.keep([], new Map());
  const erased = forgetAllBut([]);
  await Promise.all([storage.keep([{ id: "c1" } as never], new Map([["c1", null]])), erased]);
  await storage.keep([{ id: "c1" } as never], new Map());
  expect((await new ChatStorage("p1.s1").cached()).summaries).toEqual([]);
});
