import { LineLost, type Refusal, Refused } from "./protocol";

interface Problem {
  code?: string;
  title?: string;
  args?: Record<string, string>;
  retryAfterMs?: number;
}

export interface HttpCall {
  method?: "GET" | "POST" | "DELETE";
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
  if (response.status === 502 || response.status === 503 || response.status === 504) throw new LineLost();
  const text = await response.text().catch((error: unknown) => {
    throw new LineLost(error);
  });
  if (!response.ok) throw new HttpRefused(response.status, refusalFrom(response.status, text));
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

function refusalFrom(status: number, text: string): Refusal {
  try {
    const problem = JSON.parse(text) as Problem;
    const code = problem.code ?? `http.${status}`;
    return { code, message: problem.title ?? code, args: problem.args, retryAfterMs: problem.retryAfterMs };
  } catch {
    return { code: `http.${status}`, message: `HTTP ${status}` };
  }
}
