import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "../../live/protocol";
import type { Attachment, Upload } from "../protocol";
import { type Send, type Uploading, Uploads } from "./uploading";

const picture: Attachment = {
  id: "f1",
  kind: "picture",
  name: "a.png",
  type: "image/png",
  size: 3,
  width: 1,
  height: 1,
};
const upload = (status: Upload["status"], more: Partial<Upload> = {}): Upload => ({
  id: "f1",
  status,
  offset: 3,
  length: 3,
  ...more,
});

let states: Upload[];
let takenBack: string[];
let metadata: Record<string, string>[];
let shown: Uploading[];
let fail: unknown;
let uploads: Uploads;

beforeEach(() => {
  URL.createObjectURL = () => "blob:x";
  URL.revokeObjectURL = () => undefined;
  [states, takenBack, metadata, shown, fail] = [[upload("ready", { file: picture })], [], [], [], null];
  const send: Send = async (file, said, _, told) => {
    metadata.push(said);
    if (fail) told.failed(fail);
    else {
      told.sent(file.size);
      told.done("f1");
    }
    return { abort: () => undefined };
  };
  uploads = new Uploads({
    api: {
      upload: async () => states.shift() as Upload,
      takeBack: async (id: string) => void takenBack.push(id),
    } as never,
    token: async () => "token",
    language: () => "ru",
    changed: (all) => {
      shown = all;
    },
    send,
    largest: async () => 100,
    pause: async () => undefined,
  });
});

const file = (name = "a.png", type = "image/png") => new File(["abc"], name, { type });
const settled = (state: Uploading["state"]) => vi.waitFor(() => expect(shown[0]?.state).toBe(state));

describe("A file on its way into a message", () => {
  it("is shown at once, looked into by the server, and ready", async () => {
    states.unshift(upload("checking"), upload("checking"));
    uploads.add([file()]);
    expect(shown[0]).toMatchObject({ name: "a.png", preview: "blob:x", state: "uploading" });
    await settled("ready");
    expect(shown[0]?.file).toEqual(picture);
    expect(metadata[0]).toMatchObject({ filename: "a.png", request: expect.any(String) });
  });

  it("says the server's words when it is not taken, and can be tried again", async () => {
    states = [
      upload("refused", { refusal: { code: "file.infected", message: "В файле найден вирус" } }),
      upload("ready", { file: picture }),
    ];
    uploads.add([file()]);
    await settled("failed");
    expect(shown[0]?.reason).toBe("В файле найден вирус");
    uploads.retry(shown[0]?.key ?? "");
    await settled("ready");
    expect(metadata[0]?.request).not.toBe(metadata[1]?.request);
  });

  it("says so when it is too large, and nothing when nobody knows why", async () => {
    fail = new Refused({ code: "file.too_large", message: "Файл больше 100 МБ." });
    uploads.add([file()]);
    await settled("failed");
    expect(shown[0]?.reason).toBe("Файл больше 100 МБ.");
    uploads.remove(shown[0]?.key ?? "");
    fail = new Error("line");
    uploads.add([file()]);
    await settled("failed");
    expect(shown[0]?.reason).toBeNull();
  });

  it("goes on as the same upload when the line was lost for too long", async () => {
    fail = new Error("line");
    uploads.add([file()]);
    await settled("failed");
    fail = null;
    uploads.retry(shown[0]?.key ?? "");
    await settled("ready");
    expect(metadata[0]?.request).toBe(metadata[1]?.request);
  });

  it("is not begun when it would be refused anyway", async () => {
    uploads.add([new File(["x".repeat(101)], "large.txt")]);
    await settled("failed");
    expect(shown[0]?.unfit).toEqual({ why: "tooLarge", limit: 100 });
    expect(metadata).toEqual([]);
  });

  it("is taken back on the server when it is taken out, and not once it was posted", async () => {
    uploads.add([file()]);
    await settled("ready");
    uploads.remove(shown[0]?.key ?? "");
    expect(takenBack).toEqual(["f1"]);
    states = [upload("ready", { file: picture })];
    uploads.add([file()]);
    await settled("ready");
    uploads.posted();
    expect([shown, takenBack]).toEqual([[], ["f1"]]);
  });

  it("of a recording says that it is one", async () => {
    uploads.add([file("voice.webm", "audio/webm")], true);
    await settled("ready");
    expect(metadata[0]?.kind).toBe("voice");
  });
});
