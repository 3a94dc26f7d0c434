import type { ChatClient } from "../../chats/client";
import { leaveCall, useCurrentCall } from "../current";
import { openDevice, openScreen } from "../media/devices";
import { browserPeer } from "../media/peer";
import { probePeer } from "../media/probe";
import { CallEngine } from "./engine";
import type { Entrance } from "./parts";

/** What of the browser a session stands on; tests put others in their place. */
export const browser = { makePeer: browserPeer, openDevice, openScreen, random: Math.random, probePeer };

/** Comes into a session; one in which this tab takes part already is left. */
export function enterCall(client: ChatClient, chatId: string, callId: string, entrance: Entrance): CallEngine {
  leaveCall();
  const engine = new CallEngine(
    { me: client.parts.me, chatId, callId, connection: client.connection, ...browser },
    entrance,
  );
  client.inCall = engine;
  useCurrentCall.setState({ engine });
  engine.start();
  return engine;
}
