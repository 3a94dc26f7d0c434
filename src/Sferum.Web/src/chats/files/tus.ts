import { DetailedError, Upload } from "tus-js-client";
import { type Refusal, Refused } from "../../live/protocol";
import type { Send } from "./uploading";

/** Small pieces: what a bad line has carried is not carried again. */
const pieceBytes = 512 * 1024;
/** A line that is away for minutes is waited for: the file goes on where it was. */
const retryDelays = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 60_000, 60_000];

/** Sends a file's bytes by tus 1.0; asked again with a fresh token each time. */
export const sendByTus: Send = async (file, metadata, { token, language }, told) => {
  const upload = new Upload(file, {
    endpoint: "/api/uploads",
    chunkSize: pieceBytes,
    metadata,
    retryDelays,
    storeFingerprintForResuming: false,
    onBeforeRequest: async (request) => {
      request.setHeader("Authorization", `Bearer ${await token()}`);
      request.setHeader("Accept-Language", language());
    },
    // The network may come back at any moment; a refusal is final.
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
    },
    onProgress: (sent) => told.sent(sent),
    onSuccess: () => told.done(upload.url?.split("/").pop() ?? ""),
    onError: (error) => told.failed(refusedBy(error)),
  });
  upload.start();
  return { abort: () => void upload.abort() };
};

/** The server's own words, where it has said any. */
function refusedBy(error: unknown): unknown {
  if (!(error instanceof DetailedError)) return error;
  try {
    const { code, detail, title } = JSON.parse(error.originalResponse?.getBody() ?? "");
    return new Refused({ code, message: detail ?? title } satisfies Pick<Refusal, "code" | "message">);
  } catch {
    return error;
  }
}
