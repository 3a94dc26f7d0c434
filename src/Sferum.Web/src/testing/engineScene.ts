import { afterEach, beforeEach, expect, vi } from "vitest";
import { leaveCall } from "../calls/current";
import type { CallEngine } from "../calls/engine/engine";
import { enterCall } from "../calls/engine/enter";
import type { Entrance, Said } from "../calls/engine/parts";
import type { ChatClient } from "../chats/client";
import { startClient, stopClients } from "./clients";
import { FakeCall } from "./fakeCall";
import { FakeChat } from "./fakeChat";
import { FakeMedia } from "./fakeMedia";
import { FakeServer } from "./fakeServer";
import { people } from "./people";

const { anna, sonya, ilya } = people;
export let server: FakeServer;
export let call: FakeCall;
export let media: FakeMedia;
export let said: Said[];
let client: ChatClient;

const silent: Entrance = {
  microphone: false,
  camera: false,
  microphoneTrack: null,
  cameraTrack: null,
  microphoneId: "",
  cameraId: "",
};

export const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
export const joins = () => server.calls.filter(({ method }) => method === "JoinCall").map(({ request }) => request);

/** A session with a teacher in it, and a student's browser: anew for each test of the file that calls it. */
export function setEngineScene() {
  beforeEach(async () => {
    server = new FakeServer([new FakeChat("c1", "7Б · класс", [anna, sonya, ilya])]);
    call = new FakeCall(server, "c1");
    call.comes(anna, { microphone: true, camera: true, sends: true });
    media = new FakeMedia();
    client = await startClient(server, sonya, `${sonya.id}.${Math.random()}`);
    await vi.waitFor(() => expect(client.connection.line.phase).toBe("live"));
    vi.useFakeTimers();
  });

  afterEach(() => {
    leaveCall();
    stopClients();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

export async function enter(entrance: Partial<Entrance> = {}): Promise<CallEngine> {
  const engine = enterCall(client, "c1", call.id, { ...silent, ...entrance });
  said = [];
  engine.onSaid = (what) => said.push(what);
  await settled();
  return engine;
}
