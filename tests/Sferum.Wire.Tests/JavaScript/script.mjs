// The script, played by the official JavaScript client. Scripts/DotNetScript*.cs is the same script for the official .NET client: same steps, same
// questions, same lines. It is told its setting in one line of JSON, says its lines as JSON, and asks the test to play what only a server's owner can.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { ScriptClient } from './client.mjs';
import { Sent } from './seen.mjs';
import { interrupted, idle, sessionEnded, stopAndStart } from './lines.mjs';
import { overTheLimit, pages, sizes, unreadable } from './sizes.mjs';

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const setting = JSON.parse((await input.next()).value);
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const play = {
  setting,
  mine: new ScriptClient(setting, setting.mine),
  theirs: new ScriptClient(setting, setting.theirs),
  /** Done when the test has played it. */
  async act(act) {
    tell({ act });
    await input.next();
  },
  async refused(token) {
    const stranger = new ScriptClient(setting, token);
    return stranger.connect().then(
      () => 'let in',
      () => null,
    );
  },
  /** Both have seen everything up to the last post, each once, in the same order. */
  async agree(sent, since) {
    for (const name of ['mine', 'theirs']) {
      const who = play[name];
      await who.until(() => who.seen.last >= sent.highest);
      const wrong = sent.wrong(who.seen, since);
      if (wrong !== null) return `${name}: ${wrong}`;
    }
    return null;
  },
};

/** Who is connected but has not resumed hears nothing; whoever resumes finds the chat and its head. */
async function beforeResume({ mine, theirs }) {
  await theirs.start();
  await mine.connect();
  const sent = new Sent();
  await theirs.post(sent, 'Раньше всех');
  await theirs.until(() => theirs.seen.last >= sent.highest);
  await mine.start({ connected: true });
  const good = mine.seen.listed && mine.seen.beforeResume === 0 && mine.seen.last === sent.highest;
  return good ? sent.wrong(theirs.seen, sent.highest - 1) : 'heard before Resume, or the chat is not listed';
}

/** Both write at once, with other calls between the posts; each sees everything in one order. */
async function manyPosts({ mine, theirs, agree }) {
  const since = mine.seen.last;
  const sent = new Sent();
  await Promise.all([many(mine, 'а', sent), many(theirs, 'б', sent)]);
  return (await agree(sent, since)) ?? (sent.count === 1000 ? null : `${sent.count} posts`);
}

async function many(who, name, sent) {
  for (let wave = 0; wave < 20; wave++) {
    const posts = Array.from({ length: 25 }, (_, i) => who.post(sent, `${name}${wave * 25 + i} привет 😀 中文 \u2028 "\\ é`));
    const watch = who.ask('Watch', { chatId: setting.chat, on: wave % 2 === 0 });
    const read = who.ask('ReadSince', { chatId: setting.chat, after: Math.max(0, who.seen.last - 5), limit: 5 });
    await Promise.all([...posts, watch, read]);
    if (!(await watch).value || !(await read).value) throw new Error('A call between the posts was refused.');
  }
}

const say = (step, wrong) => tell({ say: `${step}: ${wrong ?? 'good'}` });
say('no token', await play.refused(null));
say('no such token', await play.refused('not.a.token'));
say('expired token', await play.refused(setting.expired));
say('nothing before Resume', await beforeResume(play));
say('a thousand posts', await manyPosts(play));
say('pages', await pages(play));
say('calls of every size', await sizes(play));
say('unreadable calls', await unreadable(play, randomUUID()));
say('over the limit', await overTheLimit(play));
say('idle', await idle(play));
say('stopped and started', await stopAndStart(play));
say('server killed', await interrupted(play, 'kill'));
say('server stopped', await interrupted(play, 'stop'));
say('session ended', await sessionEnded(play));
await Promise.all([play.mine.stop(), play.theirs.stop()]);
process.exit(0);
