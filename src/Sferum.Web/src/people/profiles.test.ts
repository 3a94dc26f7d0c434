import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedIn } from "./protocol";
import { Session } from "./session";

const signedIn = (personId: string, turn = 1): SignedIn => ({
  accessToken: `access-${personId}-${turn}`,
  refreshToken: `refresh-${personId}-${turn}`,
  expiresInSeconds: 600,
  me: { personId, name: personId, sessionId: `s-${personId}`, schoolId: "school-1", roles: [], affiliations: [] },
});

let refreshed: string[];
let answer: (personId: string) => Response | Promise<Response>;

beforeEach(() => {
  localStorage.clear();
  refreshed = [];
  answer = (personId) => Response.json(signedIn(personId, 2));
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const { refreshToken } = JSON.parse(String(init.body)) as { refreshToken: string };
    refreshed.push(refreshToken);
    return answer(refreshToken.split("-")[1] ?? "");
  });
});

afterEach(() => vi.unstubAllGlobals());

const open = () => new Session(() => "ru");

async function twoPeople(): Promise<Session> {
  const session = open();
  session.accept(signedIn("mother"));
  await session.setAside();
  session.accept(signedIn("teacher"));
  return session;
}

const others = (session: Session) => session.state.others.map(({ personId }) => personId);

describe("Two profiles on one device", () => {
  it("change places without a code", async () => {
    const session = await twoPeople();
    expect([session.me?.personId, others(session)]).toEqual(["teacher", ["mother"]]);
    await session.switchTo("mother");
    expect([session.me?.personId, others(session)]).toEqual(["mother", ["teacher"]]);
    expect(await session.accessToken()).toBe("access-mother-2");
  });

  it("never use each other's token", async () => {
    const session = await twoPeople();
    await session.switchTo("mother");
    await session.accessToken();
    await session.switchTo("teacher");
    await session.accessToken();
    expect(refreshed).toEqual(["refresh-mother-1", "refresh-teacher-1"]);
  });

  it("wait for a renewal that is on its way, so that it stays its owner's", async () => {
    const session = await twoPeople();
    session.forgetAccess();
    let arrive: (response: Response) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const renewing = session.accessToken();
    const switching = session.switchTo("mother");
    arrive(Response.json(signedIn("teacher", 7)));
    await Promise.all([renewing, switching]);
    expect(session.me?.personId).toBe("mother");
    answer = (personId) => Response.json(signedIn(personId, 8));
    await session.switchTo("teacher");
    await session.accessToken();
    expect(refreshed.at(-1)).toBe("refresh-teacher-7");
  });

  it("outlive a reload", async () => {
    await twoPeople();
    const again = open();
    expect([again.me?.personId, others(again)]).toEqual(["teacher", ["mother"]]);
  });

  it("end one by one: signing out leaves the other aside", async () => {
    const session = await twoPeople();
    session.end(null);
    expect([session.me, others(session)]).toEqual([null, ["mother"]]);
    await session.switchTo("mother");
    expect([session.me?.personId, others(session)]).toEqual(["mother", []]);
  });

  it("of the same person are one", async () => {
    const session = await twoPeople();
    await session.setAside();
    session.accept(signedIn("mother", 3));
    expect([session.me?.personId, others(session)]).toEqual(["mother", ["teacher"]]);
  });

  it("can be taken off the device", async () => {
    const session = await twoPeople();
    const changed = vi.fn();
    session.subscribe(changed);
    session.forgetAside("mother");
    expect(changed).toHaveBeenCalledOnce();
    expect(others(session)).toEqual([]);
    expect(localStorage.getItem("sferum.profiles")).toBeNull();
  });

  it("change places in every tab at once", async () => {
    const here = await twoPeople();
    const there = open();
    await here.switchTo("mother");
    window.dispatchEvent(new StorageEvent("storage", { key: "sferum.session" }));
    expect([there.me?.personId, others(there)]).toEqual(["mother", ["teacher"]]);
  });
});
