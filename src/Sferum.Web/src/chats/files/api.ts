import type { Ask } from "../../live/http";
import type { Attachment, SharedFilesPage, Upload } from "../protocol";

export type PictureSize = "small" | "large" | "full";

/** Files over HTTP; how bytes go up is tus's (uploading.ts). */
export const filesApi = (ask: Ask) => ({
  upload: (id: string) => ask<Upload>(`/api/uploads/${id}`),
  takeBack: (id: string) =>
    ask<void>(`/api/uploads/${id}`, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }),
  bytes: (file: Attachment, size: PictureSize = "full") =>
    ask<Blob>(`/api/files/${file.id}${file.kind === "picture" ? `?size=${size}` : ""}`, { file: true }),
  ofChat: (chatId: string, kind: Attachment["kind"], cursor: string | null) =>
    ask<SharedFilesPage>(
      `/api/chats/${chatId}/files?kind=${kind}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`,
    ),
});

export type FilesApi = ReturnType<typeof filesApi>;
