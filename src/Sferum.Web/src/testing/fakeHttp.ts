import type { Ask, HttpCall } from "../live/http";
import { Refused } from "../live/protocol";

export interface Asked {
  /** Method and path without its query: "GET /api/school/classes". */
  what: string;
  query: URLSearchParams;
  body: unknown;
  call: HttpCall;
}

type Handler = (asked: Asked) => unknown;

/** The server's HTTP side as a test sets it: what nobody has answered for is not there. */
export class FakeHttp {
  readonly asked: Asked[] = [];
  readonly #handlers = new Map<string, Handler>();

  /** Answers a call; "{id}" in the path stands for one part of any address. */
  on(what: string, handler: Handler): this {
    this.#handlers.set(what, handler);
    return this;
  }

  ask: Ask = async <T>(path: string, call: HttpCall = {}): Promise<T> => {
    const [address = "", words = ""] = path.split("?");
    const what = `${call.method ?? "GET"} ${address}`;
    const asked: Asked = { what, query: new URLSearchParams(words), body: call.body, call };
    this.asked.push(asked);
    const handler = this.#handlers.get(what) ?? this.#like(what);
    if (!handler) throw refused("request.not_found", `Никто не отвечает: ${what}`);
    return (await handler(asked)) as T;
  };

  /** What was sent, in order. */
  bodies(what: string): unknown[] {
    return this.asked.filter((one) => one.what === what).map(({ body }) => body);
  }

  #like(what: string): Handler | undefined {
    const parts = what.split("/");
    for (const [pattern, handler] of this.#handlers) {
      const wanted = pattern.split("/");
      const fits =
        wanted.length === parts.length && wanted.every((part, i) => /^\{.+\}$/.test(part) || part === parts[i]);
      if (fits) return handler;
    }
    return undefined;
  }
}

export const refused = (code: string, message: string, args?: Record<string, string>): Refused =>
  new Refused({ code, message, args });
