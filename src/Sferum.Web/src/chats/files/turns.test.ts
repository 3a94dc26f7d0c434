import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

describe("Files that are fetched", () => {
  it("come so many at once, in order, and pass over who has left", async () => {
    const turns = new Turns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const left = new Set([3]);
    const fetches = [1, 2, 3, 4, 5].map((file) =>
      turns.take(
        () => {
          begun.push(file);
          return new Promise<number>((done) => ends.push(() => done(file)));
        },
        () => left.has(file),
      ),
    );
    await Promise.resolve();
    expect(begun).toEqual([1, 2]);
    ends[0]?.();
    expect(await fetches[0]).toBe(1);
    expect(await fetches[2]).toBeNull();
    await Promise.resolve();
    expect(begun).toEqual([1, 2, 4]);
    for (const end of ends) end();
    await fetches[3];
    for (const end of ends) end();
    expect(await Promise.all(fetches)).toEqual([1, 2, null, 4, 5]);
  });

  it("give their turn back when they fail", async () => {
    const turns = new Turns(1);
    await expect(
      turns.take(
        () => Promise.reject(new Error("x")),
        () => false,
      ),
    ).rejects.toThrow("x");
    expect(
      await turns.take(
        async () => 2,
        () => false,
      ),
    ).toBe(2);
  });
});
