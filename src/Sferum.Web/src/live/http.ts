import { LineLost, type Refusal, Refused } from "./protocol";

interface Problem {
  code?: string;
  title?: string;
  args?: Record<string, string>;
  retryAfterMs?: number;
}

export interface HttpCall {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  token?: string;
  language?: string;
}

/** One request to our own origin: its value, or Refused with the server's words, or LineLost. */
export async function http<T>(path: string, { method = "GET", body, token, language }: HttpCall = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  if (language) headers["Accept-Language"] = language;
  const json = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: json, cache: "no-store" }).catch((error: unknown) => {
    throw new LineLost(error);
  });
  const text = await response.text().catch((error: unknown) => {
    throw new LineLost(error);
  });
  if (!response.ok) throw failure(response, text);
  return (text ? JSON.parse(text) : undefined) as T;
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
