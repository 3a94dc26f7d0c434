import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { canProbe, type ProbePeer, probe } from "./probe";

/** A browser that finds what a test tells it. */
class Finder {
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  closed = false;
  createDataChannel = () => ({});
  createOffer = async () => ({ type: "offer" as const, sdp: "" });
  setLocalDescription = async () => undefined;
  close = () => {
    this.closed = true;
  };

  finds(candidate: object | null): void {
    this.onicecandidate?.({ candidate: candidate && { candidate: "candidate:1", ...candidate } });
  }
}

let finder: Finder;
const look = () => probe(finder as unknown as ProbePeer);

beforeEach(() => {
  vi.useFakeTimers();
  finder = new Finder();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("The way of media", () => {
  it("is straight as soon as a TURN server answers over UDP", async () => {
    const way = look();
    finder.finds({ type: "relay", relayProtocol: "udp" });
    expect(await way).toBe("straight");
    expect(finder.closed).toBe(true);
  });

  it("is a detour when only TCP or TLS passes", async () => {
    const way = look();
    finder.finds({ type: "relay", relayProtocol: "tls" });
    finder.finds(null);
    expect(await way).toBe("detour");
  });

  it("is known by the server's address where the browser does not say the protocol", async () => {
    const way = look();
    finder.finds({ type: "relay", url: "turns:192.0.2.1:443?transport=tcp" });
    finder.finds({ type: "relay", url: "turn:192.0.2.1:3478?transport=udp" });
    expect(await way).toBe("straight");
  });

  it("is none when no server answers: at the browser's word, or in a while", async () => {
    const way = look();
    finder.finds({ type: "host" });
    finder.finds(null);
    expect(await way).toBe("none");
    finder = new Finder();
    const slow = look();
    await vi.advanceTimersByTimeAsync(8000);
    expect(await slow).toBe("none");
    expect(finder.closed).toBe(true);
  });

  it("is none where the browser makes no connections", async () => {
    finder.createOffer = () => Promise.reject(new Error("forbidden"));
    expect(await look()).toBe("none");
  });

  it("can be looked for only with a TURN server", () => {
    expect(canProbe([{ urls: ["stun:192.0.2.1:3478"] }])).toBe(false);
    expect(canProbe([{ urls: ["stun:192.0.2.1:3478", "turns:192.0.2.1:443"] }])).toBe(true);
  });
});
