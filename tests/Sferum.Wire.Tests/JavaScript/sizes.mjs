// Messages of all sizes, both ways, and what cannot be read.
import { randomUUID } from 'node:crypto';
import { Sent } from './seen.mjs';

const rows = 24;

/** Pages of one row to all of them: from some kilobytes over 64 to some hundred. */
export async function pages({ mine, theirs, agree, setting }) {
  const since = mine.seen.last;
  const sent = new Sent();
  for (let i = 0; i < rows; i++) await theirs.post(sent, (i < 18 ? 'x' : 'ж').repeat(3900 + i));
  const wrong = await agree(sent, since);
  if (wrong !== null) return wrong;
  const what = (events) => JSON.stringify(events.map((e) => [e.number, e.message?.text]));
  const known = mine.seen.after(since);
  for (let count = 1; count <= rows; count++) {
    const page = (await mine.ask('ReadSince', { chatId: setting.chat, after: since, limit: count })).value;
    if (!page || what(page.events) !== what(known.slice(0, count))) return `the page of ${count} is another`;
  }
  return null;
}

/** Calls from some ten bytes to just below the limit, each with the refusal that it deserves. */
export async function sizes({ mine, setting }) {
  for (let size = 1; size <= 200; size++) {
    if ((await mine.ask('x'.repeat(size))).refusal?.code !== 'request.malformed') return `a name of ${size}`;
  }
  for (const size of [4001, 8000, 16_000, 30_000, 32_000]) {
    const { refusal } = await mine.ask('Post', { chatId: setting.chat, requestId: randomUUID(), text: 'x'.repeat(size), replyTo: null });
    if (refusal?.code !== 'chat.text_too_long' || refusal.args?.limit !== '4000') return `a text of ${size}`;
  }
  return null;
}

export async function unreadable({ mine }, chatOfOthers) {
  const cuts = mine.cuts;
  const calls = [
    ['NoSuchMethod'], ['NoSuchMethod', 1, 'two'], ['Post'], ['Post', 'text'], ['Post', null], ['Post', 1, 2],
    ['ReadSince', true], ['Resume', []], ['Watch', 'on'], ['OnConnectedAsync'], ['Dispose'],
  ];
  for (const [method, ...args] of calls) {
    if ((await mine.ask(method, ...args)).refusal?.code !== 'request.malformed') return `${method} of ${args.length}`;
  }
  const stranger = await mine.ask('ReadSince', { chatId: chatOfOthers, after: 0, limit: 10 });
  const good = stranger.refusal?.code === 'request.not_found' && mine.cuts === cuts;
  return good ? null : `a chat of others: ${stranger.refusal?.code}, ${mine.cuts - cuts} cuts`;
}

/** A message over the limit costs the line, nothing else: the client comes back and has missed nothing. */
export async function overTheLimit({ mine, theirs, agree, setting }) {
  const since = mine.seen.last;
  const cuts = mine.cuts;
  const sent = new Sent();
  if (await mine.try('Post', { chatId: setting.chat, requestId: randomUUID(), text: 'x'.repeat(40_000), replyTo: null })) return 'answered';
  await mine.until(() => mine.cuts > cuts);
  await theirs.post(sent, 'Пока тебя не было');
  await mine.post(sent, 'Я снова здесь');
  return (await agree(sent, since)) ?? (mine.cuts === cuts + 1 ? null : `${mine.cuts - cuts} cuts`);
}
