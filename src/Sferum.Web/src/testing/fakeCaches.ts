/** A browser's caches, in memory. */
export class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();

  constructor(private readonly origin: string) {}

  open = async (name: string) => {
    const kept = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, kept);
    return {
      put: async (request: string | Request, response: Response) => void kept.set(this.#path(request), response),
      match: async (request: string | Request) => kept.get(this.#path(request))?.clone(),
    };
  };

  match = async (request: string | Request) => {
    for (const kept of this.all.values()) {
      const found = kept.get(this.#path(request));
      if (found) return found.clone();
    }
    return undefined;
  };

  keys = async () => [...this.all.keys()];

  delete = async (name: string) => this.all.delete(name);

  /** The addresses that are kept, in all caches. */
  get paths(): string[] {
    return [...new Set([...this.all.values()].flatMap((kept) => [...kept.keys()]))].sort();
  }

  #path = (request: string | Request) =>
    new URL(typeof request === "string" ? request : request.url, this.origin).pathname;
}
