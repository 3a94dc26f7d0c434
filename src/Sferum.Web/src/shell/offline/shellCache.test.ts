import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeCaches } from "../../testing/fakeCaches";
import { machineRoots, type Shell, ShellCache } from "./shellCache";

const origin = "https://school.test";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** What the server has, by path. */
let files: Record<string, string>;
let asked: string[];
let caches: FakeCaches;

beforeEach(() => {
  caches = new FakeCaches(origin);
  asked = [];
  files = {
    "/": "page 1",
    "/theme.js": "theme",
    "/assets/index-1.js": "index 1",
    "/assets/base-1.js": "base",
    "/assets/desk-1.js": "desk",
  };
});

const serve = async (request: string | Request) => {
  const path = new URL(typeof request === "string" ? request : request.url, origin).pathname;
  asked.push(path);
  const file = files[path];
  return file === undefined ? new Response("", { status: 404 }) : new Response(file);
};

const offline = async () => {
  throw new TypeError("no network");
};

function version(name: string, assets: string[], page: string, network: typeof serve = serve) {
  const shell: Shell = { version: name, assets, named: { "/": sha256(page), "/theme.js": sha256("theme") } };
  return new ShellCache(shell, origin, caches as unknown as CacheStorage, network);
}

const first = (network: typeof serve = serve) =>
  version("1", ["/assets/index-1.js", "/assets/base-1.js"], "page 1", network);
const second = () => version("2", ["/assets/index-2.js", "/assets/base-1.js"], "page 2");

/** A page address opened by a person, or what a page asks for. */
const request = (path: string, mode: "navigate" | "cors" = "cors", method = "GET"): Request =>
  ({ url: origin + path, mode, method }) as Request;

const text = async (answer: Promise<Response> | undefined) => (await answer)?.text();

function renewTheServer(): void {
  files = { "/": "page 2", "/theme.js": "theme", "/assets/index-2.js": "index 2", "/assets/base-1.js": "base" };
}

describe("Without a network", () => {
  it("every page address opens", async () => {
    await first().install();
    const shell = first(offline);
    for (const path of ["/", "/chats", "/chats/1/info?m=5", "/profile"]) {
      expect(await text(shell.answer(request(path, "navigate")))).toBe("page 1");
    }
    expect(await text(shell.answer(request("/theme.js")))).toBe("theme");
    expect(await text(shell.answer(request("/assets/base-1.js")))).toBe("base");
  });

  it("what was loaded once besides is there too", async () => {
    await first().install();
    expect(await text(first().answer(request("/assets/desk-1.js")))).toBe("desk");
    expect(await text(first(offline).answer(request("/assets/desk-1.js")))).toBe("desk");
  });
});

describe("What the server says to programs", () => {
  it.each([
    ["/api/chats"],
    ["/api"],
    ["/hub"],
    ["/health/ready"],
    ["/metrics"],
    ["/openapi/v1.json"],
  ])("at %s is never answered or kept by the worker", async (path) => {
    await first().install();
    expect(first().answer(request(path))).toBeUndefined();
    expect(first().answer(request(path, "navigate"))).toBeUndefined();
    expect(caches.paths).not.toContain(path);
  });

  it("is known by the same roots as in the gateway", () => {
    const outages = readFileSync("../Sferum.Gateway/Http/Outages.cs", "utf8");
    const [, roots = ""] = /MachineRoots = \[(.*)\]/.exec(outages) ?? [];
    const hub = /Path = "(.*)"/.exec(readFileSync("../Sferum.Protocol/HubNames.cs", "utf8"))?.[1];
    expect(roots.split(", ").map((root) => (root === "HubNames.Path" ? hub : root.replaceAll('"', "")))).toEqual(
      machineRoots,
    );
  });

  it("is not touched when it is written to, nor is another's server", async () => {
    expect(first().answer(request("/assets/base-1.js", "cors", "POST"))).toBeUndefined();
    expect(first().answer({ ...request("/"), url: "https://other.test/assets/a.js" })).toBeUndefined();
  });
});

describe("A new version", () => {
  it("loads only what has changed", async () => {
    await first().install();
    renewTheServer();
    asked = [];
    await second().install();
    expect(asked.sort()).toEqual(["/", "/assets/index-2.js", "/theme.js"]);
  });

  it("leaves the page that is open its version until it takes over", async () => {
    await first().install();
    renewTheServer();
    await second().install();
    expect(await text(first().answer(request("/chats", "navigate")))).toBe("page 1");
    expect(await text(second().answer(request("/chats", "navigate")))).toBe("page 2");
  });

  it("comes whole or not at all: a gateway of the former version may still answer", async () => {
    await first().install();
    await expect(second().install()).rejects.toThrow();
    files["/assets/index-2.js"] = "index 2";
    await expect(second().install()).rejects.toThrow("/ is of another version");
  });

  it("keeps the one before it for tabs that still show it, and nothing older", async () => {
    for (const one of ["0", "1"]) await version(one, [], "page 1").install();
    renewTheServer();
    await second().install();
    await second().activate();
    expect([...caches.all.keys()]).toEqual(["sferum.shell.1", "sferum.shell.2"]);
  });
});
