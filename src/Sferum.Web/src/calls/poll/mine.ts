import type { CallPoll, CallState } from "../protocol";

/** News are the same for all: what one has answered oneself is remembered, as long as it is the same poll. */
export function withMine(before: CallPoll | null | undefined, state: CallState): CallState {
  const { poll } = state;
  if (!poll || poll.mine != null || before?.number !== poll.number) return state;
  return { ...state, poll: { ...poll, mine: before.mine ?? null } };
}

/** The session with one's own answer. */
export function answered(state: CallState, number: number, option: number): CallState {
  return state.poll?.number === number ? { ...state, poll: { ...state.poll, mine: option } } : state;
}
