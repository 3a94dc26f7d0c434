import type { CallListener } from "../calls/engine/parts";
import type { CallNews } from "../calls/protocol";
import { Connection, type Line } from "../live/connection";
import type { Hub } from "../live/hub";
import type { HubEvent } from "../live/protocol";
import type { NewDevice, SignedOutReason } from "../people/protocol";
import type { ChatApi } from "./api";
import { Commands } from "./commands";
import { Drafts } from "./drafts";
import { fromDevice, keepOnDevice } from "./keeping";
import { findRow } from "./model/rows";
import { Outbox } from "./outbox/outbox";
import type { Pending } from "./outbox/pending";
import { Paging } from "./paging";
import type { ChatEvents, ChatListChange, ChatState, Placed } from "./protocol";
import { ChatStorage } from "./storage";
import { type ChatsStore, chatIn, newStore } from "./store";
import { Sync } from "./sync";

export interface ClientParts {
  me: string;
  /** Whose data is kept on the device: person and school. */
  owner: string;
  makeHub: () => Hub;
  api: ChatApi;
  locale: () => string;
  isOver: () => boolean;
  /** The browser does not tell why a WebSocket was refused: it may be the access token. */
  renewToken: () => void;
  onSignedOut: (reason: SignedOutReason) => void;
  /** Somebody has signed in as this person on a device that was not known. */
  onNewDevice: (device: NewDevice) => void;
}

/** An acknowledged message whose event does not come is read by number after this long. */
const echoPatienceMs = 1500;

/** A signed-in person's chats: one connection, one store, what is kept on the device, what is on its way. */
export class ChatClient {
  readonly store: ChatsStore = newStore();
  readonly storage: ChatStorage;
  readonly connection: Connection;
  readonly commands: Commands;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly paging: Paging;
  /** The session in which one takes part by this connection. */
  inCall: CallListener | null = null;
  readonly #sync: Sync;
  #keeping: ReturnType<typeof keepOnDevice> | undefined;
  #stopped = false;

  constructor(readonly parts: ClientParts) {
    this.storage = new ChatStorage(parts.owner);
    this.#sync = new Sync(this.store, () => this.connection, parts.me, parts.locale, parts.api.chat);
    this.connection = new Connection({
      makeHub: parts.makeHub,
      resume: this.#sync.resume,
      probe: (call) => this.#probe(call),
      onEvent: this.#onEvent,
      isOver: parts.isOver,
      renewToken: parts.renewToken,
      onMoved: () => {
        this.commands.rewatch();
        this.inCall?.lineBack();
      },
    });
    this.commands = new Commands(this.store, this.connection);
    this.paging = new Paging(this.store, parts.api.page);
    this.drafts = new Drafts(parts.owner, (drafts) => this.store.setState({ drafts }));
    this.outbox = new Outbox({
      storage: this.storage,
      post: ({ chatId, requestId, text, replyTo, mentioned, attachments }) =>
        this.connection.call<Placed>("Post", {
          chatId,
          requestId,
          text,
          replyTo: replyTo?.number ?? null,
          ...(mentioned?.all && { mentionAll: true }),
          ...(mentioned?.mentions.length && { mentions: mentioned.mentions }),
          ...(attachments && { attachments: attachments.map(({ id }) => id) }),
        }),
      isLive: () => this.connection.line.phase === "live",
      onPlaced: (pending, placed) => this.#placed(pending, placed),
      changed: (pending) => this.store.setState({ pending }),
    });
  }

  async start(): Promise<void> {
    // What the person wrote is there before the first chat is drawn: the composer takes its draft up once.
    this.drafts.load();
    await this.outbox.load().catch(() => undefined);
    const cached = await this.storage.cached().catch(() => null);
    if (this.#stopped) return;
    if (cached && cached.summaries.length > 0) this.store.setState({ chats: fromDevice(cached), source: "kept" });
    this.#keeping = keepOnDevice(this.store, this.storage);
    this.connection.subscribe((line) => this.#lineChanged(line));
    this.store.subscribe((state, before) => {
      if (state.chats !== before.chats) this.#echoed();
    });
    window.addEventListener("online", this.#wake);
    window.addEventListener("offline", this.#networkGone);
    document.addEventListener("visibilitychange", this.#visibility);
    window.addEventListener("pagehide", this.#flush);
    this.connection.start();
  }

  stop(): void {
    this.#stopped = true;
    this.#flush();
    this.connection.stop();
    this.commands.stop();
    this.#sync.stop();
    this.#keeping?.stop();
    window.removeEventListener("online", this.#wake);
    window.removeEventListener("offline", this.#networkGone);
    document.removeEventListener("visibilitychange", this.#visibility);
    window.removeEventListener("pagehide", this.#flush);
  }

  #wake = (): void => this.connection.wake();
  #networkGone = (): void => this.connection.networkGone();
  #visibility = (): void => {
    if (document.visibilityState === "visible") this.connection.wake();
    else this.#flush();
  };
  #flush = (): void => {
    this.commands.flush();
    this.drafts.flush();
    this.#keeping?.flush();
  };

  async #probe(call: Connection["call"]): Promise<void> {
    const chatId = this.commands.watched;
    if (chatId) await call("Watch", { chatId, on: true });
  }

  #lineChanged(line: Line): void {
    const before = this.store.getState().line;
    this.store.setState({ line });
    if (line.phase !== "live" && before.phase === "live") this.inCall?.lineGone();
    if (line.phase !== "live" || before.phase === "live") return;
    this.inCall?.lineBack();
    this.commands.rewatch();
    void this.outbox.load();
  }

  #onEvent = (event: HubEvent, argument: unknown): void => {
    if (event === "chat") this.#eventsCame(argument as ChatEvents);
    else if (event === "state") this.#sync.stateCame(argument as ChatState);
    else if (event === "chats") this.#sync.listChanged(argument as ChatListChange);
    else if (event === "call") this.inCall?.news(argument as CallNews);
    else if (event === "resync") void this.connection.resync().then(() => this.inCall?.fellBehind());
    else if (event === "newDevice") this.parts.onNewDevice(argument as NewDevice);
    else if (event === "signedOut") this.parts.onSignedOut((argument as { reason: SignedOutReason }).reason);
  };

  #eventsCame(came: ChatEvents): void {
    this.#sync.eventsCame(came);
    // Nobody has to read what they wrote themselves, when they had read everything before it.
    for (const { kind, author, number, posts } of came.events) {
      const own = kind === "posted" && author?.id === this.parts.me;
      const readBefore = chatIn(this.store, came.chatId)?.summary.readPosts === posts - 1;
      if (own && readBefore) this.commands.markRead(came.chatId, number);
    }
  }

  #placed(pending: Pending, placed: Placed): void {
    this.#echoed();
    setTimeout(() => this.#sync.reach(pending.chatId, placed.number), echoPatienceMs);
  }

  /** What has come back as an event is no longer on its way. */
  #echoed(): void {
    for (const pending of this.outbox.all) if (this.#isInLog(pending)) void this.outbox.remove(pending.requestId);
  }

  #isInLog({ chatId, requestId, number }: Pending): boolean {
    const chat = chatIn(this.store, chatId);
    if (!chat) return false;
    if (number !== undefined && number <= chat.summary.head) return true;
    const rows = chat.window?.rows ?? [];
    if (number !== undefined) return findRow(rows, number) !== undefined;
    return rows.slice(-200).some((row) => row.requestId === requestId && row.author?.id === this.parts.me);
  }
}
