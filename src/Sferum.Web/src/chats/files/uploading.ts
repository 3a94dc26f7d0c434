import { newId } from "../../live/ids";
import { Refused } from "../../live/protocol";
import type { Attachment, Upload } from "../protocol";
import type { FilesApi } from "./api";
import { askLargest, type Unfit, unfit } from "./unfit";

export interface Uploading {
  key: string;
  name: string;
  size: number;
  /** A picture as this device sees it; null for what is none. */
  preview: string | null;
  /** Bytes that the server has. */
  sent: number;
  state: "uploading" | "checking" | "ready" | "failed";
  /** Why it failed: the server's words; null when nobody knows. */
  reason: string | null;
  /** Why it was not even begun. */
  unfit?: Unfit;
  file: Attachment | null;
}

export interface UploadParts {
  api: FilesApi;
  token: () => Promise<string>;
  language: () => string;
  changed: (all: Uploading[]) => void;
  /** The sending of bytes: tus, loaded when the first file is chosen. */
  send?: Send;
  pause?: (ms: number) => Promise<void>;
  largest?: () => Promise<number>;
  /** Bytes of the largest picture, once the server has told. */
  largestPicture?: () => number | undefined;
}

export interface Sending {
  abort: () => void;
}

export type Send = (
  file: File,
  metadata: Record<string, string>,
  parts: UploadParts,
  told: { sent: (bytes: number) => void; done: (id: string) => void; failed: (error: unknown) => void },
) => Promise<Sending>;

const lookEveryMs = 700;

/** Files on their way into one message. What is ready can be posted; what is taken away is taken back on the server too. */
export class Uploads {
  #all: Uploading[] = [];
  readonly #files = new Map<string, File>();
  readonly #sending = new Map<string, Sending>();
  readonly #ids = new Map<string, string>();
  readonly #voices = new Set<string>();
  /** An announcement that is repeated with the same request is the same upload: what has come of it stays. */
  readonly #requests = new Map<string, string>();

  constructor(private readonly parts: UploadParts) {}

  get all(): Uploading[] {
    return this.#all;
  }

  /** A recording is a message of its own kind, whatever its bytes are. */
  add(files: Iterable<File>, voice = false): void {
    for (const file of files) {
      const key = newId();
      if (voice) this.#voices.add(key);
      this.#files.set(key, file);
      const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
      const { name, size } = file;
      this.#tell([...this.#all, { key, name, size, preview, sent: 0, state: "uploading", reason: null, file: null }]);
      void this.#run(key);
    }
  }

  retry(key: string): void {
    this.#change(key, { state: "uploading", reason: null });
    void this.#run(key);
  }

  remove(key: string): void {
    this.#sending.get(key)?.abort();
    const id = this.#ids.get(key);
    if (id) this.parts.api.takeBack(id).catch(() => undefined);
    this.#forget(key);
  }

  /** They belong to a message now. */
  posted(): void {
    for (const { key } of this.#all) this.#forget(key);
  }

  async #run(key: string): Promise<void> {
    const file = this.#files.get(key);
    if (!file) return;
    const unfitNow = unfit(file, await (this.parts.largest ?? askLargest)(), this.parts.largestPicture?.());
    if (!this.#files.has(key)) return;
    if (unfitNow) return this.#change(key, { state: "failed", unfit: unfitNow });
    const request = this.#requests.get(key) ?? newId();
    this.#requests.set(key, request);
    const send = this.parts.send ?? (await import("./tus")).sendByTus;
    try {
      const id = await new Promise<string>((done, failed) => {
        const told = { sent: (sent: number) => this.#change(key, { sent }), done, failed };
        // The request makes a repetition of the beginning safe: a lost answer makes no second upload.
        send(
          file,
          { filename: file.name, request, ...(this.#voices.has(key) && { kind: "voice" }) },
          this.parts,
          told,
        ).then((sending) => this.#sending.set(key, sending), failed);
      });
      this.#ids.set(key, id);
      this.#change(key, { state: "checking", sent: file.size });
      this.#settle(key, await this.#checked(id));
    } catch (error) {
      if (error instanceof Refused) this.#requests.delete(key);
      this.#change(key, { state: "failed", reason: error instanceof Refused ? error.refusal.message : null });
    }
  }

  #settle(key: string, upload: Upload): void {
    if (upload.status === "ready" && upload.file) this.#change(key, { state: "ready", file: upload.file });
    else {
      // What was refused stays refused: another attempt is another upload.
      this.#requests.delete(key);
      this.#change(key, { state: "failed", reason: upload.refusal?.message ?? null });
    }
  }

  async #checked(id: string): Promise<Upload> {
    const pause = this.parts.pause ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)));
    for (;;) {
      const upload = await this.parts.api.upload(id);
      if (upload.status !== "checking") return upload;
      await pause(lookEveryMs);
    }
  }

  #forget(key: string): void {
    const gone = this.#all.find((one) => one.key === key);
    if (gone?.preview) URL.revokeObjectURL(gone.preview);
    this.#files.delete(key);
    this.#sending.delete(key);
    this.#requests.delete(key);
    this.#tell(this.#all.filter((one) => one.key !== key));
  }

  #change(key: string, change: Partial<Uploading>): void {
    this.#tell(this.#all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  #tell(all: Uploading[]): void {
    this.#all = all;
    this.parts.changed(all);
  }
}
