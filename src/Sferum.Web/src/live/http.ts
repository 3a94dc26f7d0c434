import { LineLost, type Refusal, Refused } from "./protocol";
import { savesData } from "./thinLine";

interface Problem {
  code?: string;
  title?: string;
  args?: Record<string, string>;
  retryAfterMs?: number;
}

export interface HttpCall {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** A form or a file goes as it is, everything else as JSON. */
  body?: unknown;
  token?: string;
  language?: string;
  headers?: Record<string, string>;
  /** The answer is a file: a Blob, not JSON. */
  file?: boolean;
}

/** Asks in the name of whoever is signed in. */
export type Ask = <T>(path: string, call?: HttpCall) => Promise<T>;

/** One request to our own origin: its value, or Refused with the server's words, or LineLost. */
export async function http<T>(path: string, call: HttpCall = {}): Promise<T> {
  const { method = "GET", file = false } = call;
  const lost = (error: unknown) => {
    throw new LineLost(error);
  };
  const [body, type] = bodyOf(call.body);
  const headers = headersOf(call, type);
  const response = await fetch(path, { method, headers, body, cache: "no-store" }).catch(lost);
  if (file && response.ok) return (await response.blob().catch(lost)) as T;
  const text = await response.text().catch(lost);
  if (!response.ok) throw failure(response, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** What goes over the line, and its type where the browser does not know it. */
function bodyOf(body: unknown): [BodyInit | undefined, string | null] {
  if (body === undefined) return [undefined, null];
  if (body instanceof FormData || body instanceof Blob) return [body, null];
  return [JSON.stringify(body), "application/json"];
}

function headersOf({ token, language, headers }: HttpCall, type: string | null): Record<string, string> {
  const all: Record<string, string> = { Accept: "application/json", ...headers };
  if (type) all["Content-Type"] = type;
  if (token) all.Authorization = `Bearer ${token}`;
  if (language) all["Accept-Language"] = language;
  if (savesData()) all["Save-Data"] = "on";
  return all;
}

/** An address with the values that are there. */
export function withQuery(path: string, values: Record<string, string | number | boolean | null | undefined>): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value != null && value !== "") words.set(key, String(value));
  return words.size > 0 ? `${path}?${words}` : path;
}

export class HttpRefused extends Refused {
  constructor(
    readonly status: number,
    refusal: Refusal,
  ) {
    super(refusal);
  }
}

/** A refusal of ours carries its code. What a proxy says of a server that is away is no answer at all. */
function failure({ status, headers }: Response, text: string): Error {
  const problem = problemIn(text);
  if (problem?.code === undefined && [502, 503, 504].includes(status)) return new LineLost();
  const code = problem?.code ?? `http.${status}`;
  const message = problem?.title ?? (problem ? code : `HTTP ${status}`);
  const seconds = Number.parseInt(headers.get("Retry-After") ?? "", 10);
  const retryAfterMs = problem?.retryAfterMs ?? (Number.isNaN(seconds) ? undefined : seconds * 1000);
  return new HttpRefused(status, { code, message, args: problem?.args, retryAfterMs });
}

function problemIn(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}
