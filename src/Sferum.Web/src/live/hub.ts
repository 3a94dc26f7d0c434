import type { HubConnection } from "@microsoft/signalr";
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { type Answer, type HubEvent, type HubMethod, hubPath } from "./protocol";

/** One connection to the server, from its start to its end. The state machine (connection.ts) makes a new one for each attempt. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<T>(method: HubMethod, request: unknown): Promise<Answer<T>>;
  send(method: HubMethod, request: unknown): Promise<void>;
  onEvent(handler: (event: HubEvent, argument: unknown) => void): void;
  onClosed(handler: () => void): void;
}

const events: HubEvent[] = ["chat", "state", "chats", "call", "resync", "goaway", "newDevice", "signedOut"];

/** The server's hub over a WebSocket without negotiation: any gateway serves, no sticky session is needed. */
export function signalRHub(accessToken: () => Promise<string>): Hub {
  // Built lazily, with an absolute address: SignalR demands one outside a real page.
  const connection: HubConnection = new HubConnectionBuilder()
    .withUrl(new URL(hubPath, window.location.origin).href, {
      transport: HttpTransportType.WebSockets,
      skipNegotiation: true,
      accessTokenFactory: accessToken,
    })
    .configureLogging(LogLevel.None)
    .build();
  return {
    start: () => connection.start(),
    stop: () => connection.stop(),
    invoke: (method, request) => connection.invoke(method, request),
    send: (method, request) => connection.send(method, request),
    onEvent: (handler) => {
      for (const event of events) connection.on(event, (argument: unknown) => handler(event, argument));
    },
    onClosed: (handler) => connection.onclose(handler),
  };
}
