import "fake-indexeddb/auto";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// A slow machine is not a fault: what is waited for is a change of the page, however late.
configure({ asyncUtilTimeout: 20_000 });

// What jsdom lacks.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollTo ??= () => undefined;
window.scrollTo = () => undefined;

class Still {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= Still;

/** The device of a test: a mouse that hovers, a wide screen. */
window.matchMedia ??= (query: string) =>
  ({
    matches: !query.includes("none"),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;

afterEach(() => cleanup());
