// The official JavaScript client as somebody uses it who has read docs/protocol.md: it comes back by itself, resumes by number, and repeats what got
// no answer. The same as Scripts/ScriptClient.cs.
import { randomUUID } from 'node:crypto';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { EventsSeen } from './seen.mjs';
import { pause } from './waiting.mjs';

export class ScriptClient {
  seen;
  cuts = 0;
  signedOut = null;
  gone = false;
  #hub;
  #setting;
  #live = false;
  #stopping = false;

  constructor(setting, token) {
    this.#setting = setting;
    this.seen = new EventsSeen(setting.chat);
    // As a browser does it: the token in the address, and where the page comes from.
    const url = token === null ? setting.url : `${setting.url}?access_token=${encodeURIComponent(token)}`;
    const builder = new HubConnectionBuilder()
      .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true, headers: { Origin: setting.origin } })
      .configureLogging(LogLevel.None)
      .withServerTimeout(setting.patience)
      .withKeepAliveInterval(1000)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => (this.signedOut === null ? setting.pause : null) });
    if (setting.messagePack) builder.withHubProtocol(new MessagePackHubProtocol());
    this.#hub = builder.build();
    this.#hub.on('chat', (events) => this.seen.came(this.#read(events)));
    this.#hub.on('signedOut', (said) => this.seen.note(() => (this.signedOut = this.#read(said).reason)));
    this.#hub.on('resync', () => this.#resume());
    for (const name of ['state', 'chats']) this.#hub.on(name, () => {});
    this.#hub.onreconnecting(() => this.#lost());
    this.#hub.onreconnected(() => this.#resume());
    this.#hub.onclose(() => this.#closed());
  }

  /** Opens the line, without resuming. */
  connect() {
    this.#stopping = false;
    return this.#hub.start();
  }

  /** Opens the line and takes part. */
  async start({ connected = false } = {}) {
    if (!connected) await this.connect();
    await this.#resume();
    await this.until(() => this.#live);
  }

  async stop() {
    this.#stopping = true;
    await this.#hub.stop();
    await this.until(() => !this.#live);
  }

  /** Asks until there is an answer that is not "later", over as many lines as it takes. */
  async ask(method, ...args) {
    for (;;) {
      await this.until(() => this.#live);
      let answer;
      try {
        answer = this.#read(await this.#hub.invoke(method, ...args.map((a) => this.#write(a))));
      } catch (error) {
        if (error?.constructor?.name === 'HubException' || String(error?.message).includes('server error')) throw error;
        await pause(50);
        continue;
      }
      if (!answer.refusal?.retryAfterMs) return answer;
      await pause(answer.refusal.retryAfterMs);
    }
  }

  /** Asks once; false when the line was lost instead of an answer. */
  try(method, arg) {
    return this.#hub.invoke(method, this.#write(arg)).then(
      () => true,
      () => false,
    );
  }

  /** Posts a text, and knows under which number it must be seen. */
  async post(sent, text) {
    const requestId = randomUUID();
    const { value } = await this.ask('Post', { chatId: this.#setting.chat, requestId, text, replyTo: null });
    sent.placed(requestId, text, value.number);
  }

  until(condition) {
    return this.seen.until(condition);
  }

  async #resume() {
    try {
      this.seen.waits();
      const answer = this.#read(await this.#hub.invoke('Resume', this.#write({ known: this.seen.known(), locale: null })));
      this.seen.resumed(answer.value);
      this.seen.note(() => (this.#live = true));
    } catch {
      // Lost again: whoever brings the line back resumes.
    }
  }

  #lost() {
    this.seen.note(() => {
      this.#live = false;
      if (!this.#stopping) this.cuts++;
    });
  }

  /** A server may close so that the client does not come back by itself; and the last thing it said may be heard a moment after. */
  async #closed() {
    if (!this.#stopping && this.signedOut === null) this.#lost();
    while (!this.#stopping && this.signedOut === null) {
      try {
        await this.connect();
        await this.#resume();
        return;
      } catch {
        await pause(this.#setting.pause);
      }
    }
    this.seen.note(() => {
      this.#live = false;
      this.gone = this.signedOut !== null;
    });
  }

  /** Over MessagePack names are written as in C#. */
  #write(value) {
    return this.#setting.messagePack ? named(value, (name) => name[0].toUpperCase() + name.slice(1)) : value;
  }

  #read(value) {
    return this.#setting.messagePack ? named(value, (name) => name[0].toLowerCase() + name.slice(1)) : value;
  }
}

function named(value, name) {
  if (Array.isArray(value)) return value.map((v) => named(v, name));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [name(k), named(v, name)]));
}
