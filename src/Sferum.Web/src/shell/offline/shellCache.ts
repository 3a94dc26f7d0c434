/** The files of one build. Those below assets/ carry the hash of their content in their name; of the others it is named beside them. */
export interface Shell {
  version: string;
  assets: string[];
  named: Record<string, string>;
}

const prefix = "sferum.shell.";
const page = "/";
/** What the server answers to programs (MachineRoots in the gateway): never ours, wherever a link to it is followed. */
export const machineRoots = ["/api", "/hub", "/health", "/openapi", "/metrics"];

/** The page's own files, kept so that it opens without a network. Nothing that a person wrote or reads ever comes in here. */
export class ShellCache {
  readonly #name: string;

  constructor(
    private readonly shell: Shell,
    private readonly origin: string,
    private readonly caches: CacheStorage,
    private readonly fetch: (request: string | Request, init?: RequestInit) => Promise<Response>,
  ) {
    this.#name = prefix + shell.version;
  }

  /** All of the new version or nothing: while a cluster is being renewed, its gateways serve files of two versions. */
  async install(): Promise<void> {
    const cache = await this.caches.open(this.#name);
    const { assets, named } = this.shell;
    await Promise.all([
      ...assets.map(async (path) => cache.put(path, (await this.#kept(path)) ?? (await this.#whole(path)))),
      ...Object.entries(named).map(async ([path, hash]) => cache.put(path, await this.#exactly(path, hash))),
    ]);
  }

  /** Of former versions the last one stays: other tabs may still show it and have parts of it to load. */
  async activate(): Promise<void> {
    const former = (await this.caches.keys()).filter((name) => name.startsWith(prefix) && name !== this.#name);
    await Promise.all(former.slice(0, -1).map((name) => this.caches.delete(name)));
  }

  /** Undefined is not ours: the browser goes on as if there were no worker. */
  answer(request: Request): Promise<Response> | undefined {
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== this.origin) return undefined;
    if (pathname.startsWith("/assets/")) return this.#asset(request);
    if (request.mode === "navigate") return isPage(pathname) ? this.#own(page, request) : undefined;
    return pathname in this.shell.named && pathname !== page ? this.#own(pathname, request) : undefined;
  }

  /** A hashed file never changes: kept is as good as new, and what was not needed at first is kept once it is. */
  async #asset(request: Request): Promise<Response> {
    const kept = await this.#kept(request.url);
    if (kept) return kept;
    const response = await this.fetch(request);
    if (response.ok) await this.#keep(request, response.clone());
    return response;
  }

  async #keep(request: Request, response: Response): Promise<void> {
    // A full disk is no reason to withhold the file.
    await this.caches
      .open(this.#name)
      .then((cache) => cache.put(request, response))
      .catch(() => undefined);
  }

  #kept(path: string): Promise<Response | undefined> {
    return this.caches.match(path, { ignoreVary: true });
  }

  async #own(path: string, request: Request): Promise<Response> {
    const cache = await this.caches.open(this.#name);
    return (await cache.match(path, { ignoreVary: true })) ?? this.fetch(request);
  }

  async #whole(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.fetch(path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  }

  async #exactly(path: string, hash: string): Promise<Response> {
    const response = await this.#whole(path, { cache: "no-cache" });
    const found = await crypto.subtle.digest("SHA-256", new Uint8Array(await response.clone().arrayBuffer()));
    if (hex(found) !== hash) throw new Error(`${path} is of another version`);
    return response;
  }
}

/** The client's own addresses name no file and no answer of the server. */
function isPage(path: string): boolean {
  if (machineRoots.some((root) => path === root || path.startsWith(`${root}/`))) return false;
  return !path.slice(path.lastIndexOf("/")).includes(".");
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
