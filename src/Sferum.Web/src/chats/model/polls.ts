import type { ChatEvent, Poll, PollTally } from "../protocol";

/** How a poll stands is told the same to all: what the reader has chosen is remembered. */
export function changePoll(row: ChatEvent, tally: PollTally): ChatEvent {
  const poll = row.message?.poll;
  if (row.number !== tally.number || !row.message || !poll) return row;
  const options = poll.options.map((option, place) => ({ ...option, count: tally.counts[place] ?? option.count }));
  const { voters, closesAt = null } = tally;
  return { ...row, message: { ...row.message, poll: { ...poll, options, voters, closesAt } } };
}

/** One's own vote, shown before the server has counted it. */
export function vote(row: ChatEvent, choices: number[]): ChatEvent {
  const poll = row.message?.poll;
  if (!row.message || !poll) return row;
  const before = new Set(poll.mine ?? []);
  const after = new Set(choices);
  const options = poll.options.map((option, place) => ({
    ...option,
    count: option.count + Number(after.has(place)) - Number(before.has(place)),
  }));
  const voters = poll.voters + Number(after.size > 0) - Number(before.size > 0);
  return { ...row, message: { ...row.message, poll: { ...poll, options, voters, mine: [...after].sort() } } };
}

export const isClosed = (poll: Poll, now: number): boolean => poll.closesAt != null && poll.closesAt <= now;

/** What is chosen after a press: of one choice the other goes, of several each by itself; pressed again it is taken back. */
export function pressed(poll: Poll, place: number): number[] {
  const mine = poll.mine ?? [];
  if (mine.includes(place)) return mine.filter((other) => other !== place);
  return poll.multiple ? [...mine, place].sort() : [place];
}
