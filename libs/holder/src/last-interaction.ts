import type { HistoryEntry, HolderState } from './holder-state.js';

/** The last time that this wallet and a member had to do with one another. */
export interface LastInteraction {
  /** Seconds since the epoch. */
  at: number;
  /** `shared`: something was shown, whether or not it was accepted. */
  kind: 'shared' | 'refused' | 'withdrawn';
}

/** @param member DID */
export function lastInteractionWith(state: HolderState, member: string): LastInteraction | undefined {
  const entries = [...state.history.values()].filter(({ delivery }) => delivery.notice.verifier.member === member);
  const refusals = state.refusals.filter((refusal) => refusal.member === member);
  const interactions: LastInteraction[] = [
    ...entries.flatMap(interactionsOf),
    ...refusals.map(({ at }) => ({ at, kind: 'refused' as const })),
  ];
  return interactions.reduce<LastInteraction | undefined>(
    (latest, one) => (latest === undefined || one.at >= latest.at ? one : latest),
    undefined,
  );
}

function interactionsOf({ presentedAt, withdrawal }: HistoryEntry): LastInteraction[] {
  const shared = { at: presentedAt, kind: 'shared' as const };
  return withdrawal === undefined ? [shared] : [shared, { at: withdrawal.answer.answeredAt, kind: 'withdrawn' }];
}
