import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { http } from "./http";

let asked: Record<string, string>[];

beforeEach(() => {
  asked = [];
  localStorage.clear();
  vi.stubGlobal("fetch", async (_path: string, init: { headers: Record<string, string> }) => {
    asked.push(init.headers);
    return new Response("{}");
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  Object.defineProperty(navigator, "connection", { value: undefined, configurable: true });
});

/** The page as it is opened: what was kept is read once. */
async function open() {
  vi.resetModules();
  return { ...(await import("./thinLine")), ...(await import("./http")) };
}

describe("Saving traffic", () => {
  it("is told to the server with each request, and over a reload", async () => {
    const page = await open();
    page.chooseThinLine(true);
    await page.http("/api/chats");
    const again = await open();
    await again.http("/api/chats");
    again.chooseThinLine(false);
    await again.http("/api/chats");
    expect(asked.map((headers) => headers["Save-Data"])).toEqual(["on", "on", undefined]);
  });

  it("stops what moves", async () => {
    const page = await open();
    page.chooseThinLine(true);
    expect(document.documentElement.dataset.line).toBe("thin");
    page.chooseThinLine(false);
    expect(document.documentElement.dataset.line).toBeUndefined();
  });

  it("begins by itself where the browser asks for it, until the person says otherwise", async () => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
    const page = await open();
    expect(page.savesData()).toBe(true);
    page.chooseThinLine(false);
    expect((await open()).savesData()).toBe(false);
  });
});

it("Without it nothing is told", async () => {
  await http("/api/chats");
  expect(asked[0]).not.toHaveProperty("Save-Data");
});
