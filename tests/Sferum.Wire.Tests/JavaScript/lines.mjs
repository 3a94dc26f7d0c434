// Lines that are idle, end, and come back.
import { Sent } from './seen.mjs';
import { pause } from './waiting.mjs';

/** Nobody says anything for longer than either side bears silence: pings keep the line. The one wait of the script that is only a wait. */
export async function idle({ mine, theirs, agree, setting }) {
  const since = mine.seen.last;
  const cuts = mine.cuts + theirs.cuts;
  const sent = new Sent();
  await pause(setting.idle);
  await mine.post(sent, 'Всё ещё здесь');
  return (await agree(sent, since)) ?? (mine.cuts + theirs.cuts === cuts ? null : 'the line was lost');
}

export async function stopAndStart({ mine, theirs, agree }) {
  const since = mine.seen.last;
  const sent = new Sent();
  await mine.stop();
  for (let i = 0; i < 10; i++) await theirs.post(sent, `Без тебя ${i}`);
  const meanwhile = mine.seen.last;
  await mine.start();
  await mine.post(sent, 'С возвращением');
  return (await agree(sent, since)) ?? (meanwhile === since ? null : 'heard while stopped');
}

/** The server goes away and comes back at the same address while both write. Every post is acknowledged in the end, and there once. */
export async function interrupted({ mine, theirs, act, agree }, name) {
  const since = mine.seen.last;
  const cuts = mine.cuts;
  const sent = new Sent();
  let done;
  const write = async (who, letter) => {
    for (let i = 0; i < 30; i++) {
      if (who === mine && i === 10) done = act(name);
      await who.post(sent, `${name} ${letter} ${i}`);
    }
  };
  await Promise.all([write(mine, 'а'), write(theirs, 'б')]);
  await done;
  await mine.until(() => mine.cuts > cuts);
  await mine.post(sent, `${name}: после всего`);
  return agree(sent, since);
}

/** The session ends at the server: told why, closed, and not let in again. */
export async function sessionEnded({ mine, theirs, act, refused, setting }) {
  await act('end');
  await mine.until(() => mine.gone);
  if (mine.signedOut !== 'signed_out') return `told ${mine.signedOut}`;
  const since = theirs.seen.last;
  const sent = new Sent();
  await theirs.post(sent, 'Мы остались');
  await theirs.until(() => theirs.seen.last >= sent.highest);
  return (await refused(setting.mine)) ?? sent.wrong(theirs.seen, since);
}
