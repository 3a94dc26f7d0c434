import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopClients } from "../../testing/clients";
import { FakeChat } from "../../testing/fakeChat";
import { FakeServer } from "../../testing/fakeServer";
import { fakeServices } from "../../testing/fakeServices";
import { people } from "../../testing/people";
import { openPage } from "../../testing/render";

const { anna, sonya } = people;
let sound: () => Promise<unknown>;
let voiceSeconds: number;

/** Records nothing, and ends when it is told to. */
class FakeRecorder {
  static readonly isTypeSupported = (type: string) => type.startsWith("audio/webm");
  readonly mimeType = "audio/webm";
  state = "inactive";
  onstop: () => void = () => undefined;
  start(): void {
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
    this.onstop();
  }
}

beforeEach(() => {
  localStorage.clear();
  voiceSeconds = 600;
  URL.createObjectURL = () => "blob:x";
  URL.revokeObjectURL = () => undefined;
  vi.stubGlobal("MediaRecorder", FakeRecorder);
  Object.defineProperty(navigator, "mediaDevices", {
    configurable: true,
    value: { getUserMedia: () => sound() },
  });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, "mediaDevices");
  vi.unstubAllGlobals();
  stopClients();
});

async function openChat() {
  const services = fakeServices(new FakeServer([new FakeChat("c1", "7Б · класс", [anna, sonya])]), [anna, sonya]);
  services.people.config = async () => ({ demo: true, smsConsole: true, version: "0", voice: true, voiceSeconds });
  services.session.accept(await services.people.demoSignIn(sonya.id));
  const { user } = await openPage(services, "/chats/c1");
  return { user, field: await screen.findByLabelText<HTMLTextAreaElement>("Сообщение") };
}

describe("A file", () => {
  it("is attached by pasting, and the text stays as it was", async () => {
    const { user, field } = await openChat();
    await user.type(field, "Вот");
    const file = new File(["gif"], "снимок.png", { type: "image/png" });
    fireEvent.paste(field, { clipboardData: { files: [file] } });
    await screen.findByRole("button", { name: "Убрать снимок.png" });
    expect(field.value).toBe("Вот");
  });

  it("is chosen by Ctrl+Shift+U", async () => {
    const { user } = await openChat();
    const chosen = vi.spyOn(HTMLInputElement.prototype, "click").mockImplementation(() => undefined);
    await user.keyboard("{Control>}{Shift>}u{/Shift}{/Control}");
    expect(chosen.mock.contexts).toEqual([screen.getByLabelText("Файл или фото")]);
    chosen.mockRestore();
  });
});

describe("A recording that the browser does not begin", () => {
  it.each([
    ["NotAllowedError", /Нет доступа к микрофону/],
    ["NotFoundError", /Микрофон не найден/],
    ["NotReadableError", /микрофон занят другой программой/],
  ])("for %s says why, and the field is as before", async (name, words) => {
    sound = () => Promise.reject(new DOMException("no", name));
    const { user } = await openChat();
    await user.click(await screen.findByRole("button", { name: "Файл, опрос и другое" }));
    await user.click(await screen.findByRole("menuitem", { name: "Голосовое сообщение" }));
    await screen.findByText(words);
    await waitFor(() => expect(screen.queryByRole("group", { name: "Идёт запись" })).toBeNull());
  });
});

describe("A recording", () => {
  it("ends by itself, kept, once the server would take no more of it", async () => {
    const stop = vi.fn();
    sound = async () => ({ getTracks: () => [{ stop }] });
    voiceSeconds = 0.1;
    const { user } = await openChat();
    await user.click(await screen.findByRole("button", { name: "Файл, опрос и другое" }));
    await user.click(await screen.findByRole("menuitem", { name: "Голосовое сообщение" }));
    await screen.findByRole("button", { name: "Убрать voice.webm" });
    expect(screen.queryByRole("group", { name: "Идёт запись" })).toBeNull();
    expect(stop).toHaveBeenCalled();
  });
});
