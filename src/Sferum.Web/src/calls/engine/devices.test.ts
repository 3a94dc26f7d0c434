import { describe, expect, it } from "vitest";
import { call, enter, media, said, server, setEngineScene, settled } from "../../testing/engineScene";
import { people } from "../../testing/people";

const { sonya } = people;

setEngineScene();

describe("One's own devices", () => {
  it("that are pulled out are said and switched off", async () => {
    const engine = await enter();
    await engine.setMicrophone(true);
    media.last("microphone")?.breaks();
    await settled();
    expect(engine.view.microphoneOn).toBe(false);
    expect(said).toEqual(["microphone_lost"]);
  });

  it("are changed without leaving", async () => {
    const engine = await enter();
    await engine.setCamera(true);
    await engine.choose("camera", "usb");
    expect(media.opened.at(-1)).toMatchObject({ kind: "camera", deviceId: "usb" });
    expect(call.signalled("publish")).toHaveLength(1);
  });

  it("that can't be had leave the kind switched off, here and for the others", async () => {
    const engine = await enter();
    await engine.setCamera(true);
    media.faults = { camera: "busy" };
    await expect(engine.choose("camera", "usb")).rejects.toThrow("busy");
    expect(engine.view).toMatchObject({ cameraOn: false, camera: null });
    expect(call.seats.find(({ personId }) => personId === sonya.id)?.camera).toBe(false);
  });

  it("are switched off again when the server does not allow them", async () => {
    const engine = await enter();
    server.interfere = (method) =>
      method === "SetSeat" ? { code: "call.microphones_locked", message: "Микрофоны закрыты" } : undefined;
    await expect(engine.setMicrophone(true)).rejects.toThrow("Микрофоны закрыты");
    expect(engine.view.microphoneOn).toBe(false);
  });

  it("stay off when they were switched off again while the browser asked", async () => {
    const engine = await enter();
    let give: () => void = () => undefined;
    const asks = new Promise<void>((done) => {
      give = done;
    });
    engine.parts.openDevice = async (kind, id) => asks.then(() => media.openDevice(kind, id));
    const pushes = engine.push(true);
    const shows = engine.setCamera(true);
    await engine.push(false);
    await engine.setCamera(false);
    give();
    await Promise.all([pushes, shows]);
    expect(engine.view).toMatchObject({ microphoneOn: false, cameraOn: false, camera: null });
    expect(media.last("camera")?.readyState).toBe("ended");
    expect(call.signalled("publish")).toEqual([]);
  });

  it("the microphone is open for as long as the space bar is held", async () => {
    const engine = await enter();
    await engine.push(true);
    expect(engine.view.microphoneOn).toBe(true);
    await engine.push(false);
    expect(engine.view.microphoneOn).toBe(false);
  });
});
