import type { CallState } from "../protocol";

/** In which group somebody is now; 0: with all. */
export function groupOf({ seats, groups }: CallState, personId: string): number {
  if (!groups?.open) return 0;
  return seats.find((seat) => seat.personId === personId)?.group ?? 0;
}

/** The session as it is in one's own group: whoever leads is told of everybody, and sees and hears only who is in the same place. */
export function here(state: CallState, me: string): CallState {
  if (!state.groups?.open) return state;
  const own = groupOf(state, me);
  const seats = state.seats.filter(({ group }) => (group ?? 0) === own);
  const present = new Set(seats.map(({ personId }) => personId));
  return { ...state, seats, hands: state.hands.filter((id) => present.has(id)) };
}
