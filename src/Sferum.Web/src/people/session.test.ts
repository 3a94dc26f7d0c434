import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LineLost, Refused } from "../live/protocol";
import type { SignedIn } from "./protocol";
import { Session } from "./session";

const signedIn = (turn: number, personId = "p1"): SignedIn => ({
  accessToken: `access-${turn}`,
  refreshToken: `refresh-${turn}`,
  expiresInSeconds: 600,
  me: { personId, name: "Анна", sessionId: "s1", schoolId: "school-1", roles: ["student"], affiliations: [] },
});

/** The server's side: each refresh token serves once. */
let used: string[];
let exchanges: (string | undefined)[];
let answer: () => Response | Promise<Response>;

const refusal = (status: number) =>
  new Response(JSON.stringify({ code: "sign_in.session_ended", title: "Войдите снова" }), { status });

beforeEach(() => {
  localStorage.clear();
  used = [];
  exchanges = [];
  answer = () => Response.json(signedIn(used.length + 1));
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const { refreshToken, exchangeId } = JSON.parse(String(init.body)) as { refreshToken: string; exchangeId?: string };
    used.push(refreshToken);
    exchanges.push(exchangeId);
    return answer();
  });
});

afterEach(() => vi.unstubAllGlobals());

const open = () => new Session(() => "ru");

const signedInSession = (): Session => {
  const session = open();
  session.accept(signedIn(1));
  return session;
};

describe("A session", () => {
  it("gives the access token from memory while it lives", async () => {
    const session = signedInSession();
    expect(await session.accessToken()).toBe("access-1");
    expect(used).toEqual([]);
  });

  it("keeps no access token on the device", () => {
    signedInSession();
    expect(JSON.stringify({ ...localStorage })).not.toContain("access-1");
  });

  it("is taken up after a reload with one refresh for all who ask", async () => {
    signedInSession();
    const again = open();
    expect(again.me?.personId).toBe("p1");
    expect(await Promise.all([again.accessToken(), again.accessToken()])).toEqual(["access-2", "access-2"]);
    expect(used).toEqual(["refresh-1"]);
  });

  it("in two tabs never uses one refresh token twice", async () => {
    let free: Promise<unknown> = Promise.resolve();
    const request = (_name: string, work: () => Promise<unknown>) => {
      const turn = free.then(work);
      free = turn.catch(() => undefined);
      return turn;
    };
    vi.stubGlobal("navigator", { ...navigator, locks: { request } });
    signedInSession();
    const tabs = [open(), open(), open()];
    await Promise.all(tabs.map((tab) => tab.accessToken()));
    expect(used).toEqual(["refresh-1", "refresh-2", "refresh-3"]);
  });

  it("ends when the server says that it is over, and says so", async () => {
    signedInSession();
    answer = () => refusal(401);
    const again = open();
    await expect(again.accessToken()).rejects.toBeInstanceOf(Refused);
    expect(again.state).toEqual({ me: null, ended: "expired", others: [] });
    expect(localStorage.getItem("sferum.session")).toBeNull();
  });

  it.each([429, 500, 503])("outlives a server in trouble (%i)", async (status) => {
    signedInSession();
    answer = () => refusal(status);
    const again = open();
    await expect(again.accessToken()).rejects.toBeInstanceOf(Error);
    expect(again.me?.personId).toBe("p1");
  });

  it("outlives a lost line, and the same token is tried again", async () => {
    signedInSession();
    answer = () => Promise.reject(new TypeError("no route"));
    const again = open();
    await expect(again.accessToken()).rejects.toBeInstanceOf(LineLost);
    answer = () => Response.json(signedIn(2));
    expect(await again.accessToken()).toBe("access-2");
    expect(used).toEqual(["refresh-1", "refresh-1"]);
  });

  it("asks for the same exchange after a lost answer, also after a reload, and for another one with the next token", async () => {
    signedInSession();
    answer = () => Promise.reject(new TypeError("no route"));
    await expect(open().accessToken()).rejects.toBeInstanceOf(LineLost);
    answer = () => Response.json(signedIn(2));
    await open().accessToken();
    await open().accessToken();
    expect(used).toEqual(["refresh-1", "refresh-1", "refresh-2"]);
    expect(exchanges[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(exchanges[1]).toBe(exchanges[0]);
    expect(exchanges[2]).not.toBe(exchanges[0]);
    expect(JSON.stringify({ ...localStorage })).not.toContain("exchange");
  });

  it("ends here when another tab signs out", () => {
    const session = signedInSession();
    localStorage.removeItem("sferum.session");
    window.dispatchEvent(new StorageEvent("storage", { key: "sferum.session" }));
    expect(session.me).toBeNull();
  });

  it("renewed in another tab stays as it is here", () => {
    const session = signedInSession();
    const changed = vi.fn();
    session.subscribe(changed);
    localStorage.setItem("sferum.session", JSON.stringify({ refreshToken: "refresh-9", me: signedIn(9).me }));
    window.dispatchEvent(new StorageEvent("storage", { key: "sferum.session" }));
    expect(changed).not.toHaveBeenCalled();
  });
});
