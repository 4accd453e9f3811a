import { refusal } from '#primitives';
import { FOUNDING_KEY, type ProposalSubject } from '#ledger';
import { carryOut } from '../changes/carry-out.js';
import { requireAllColleges } from '../check-signers.js';
import { joinEffects, writeOf, writeValue, type Effect, type Rule, type RuleInput } from '../effect.js';
import { sequenceKey } from '../state-keys.js';

type FoundingInput = Pick<RuleInput<never>, 'state' | 'context' | 'signers'>;

/**
 * Until the founding is ended the founders decide without a vote: all three colleges sign.
 * @throws `founding_ended`, `college_missing`, the codes of the subject's change
 */
export function decideAsFounders(subject: ProposalSubject, { state, context, signers }: FoundingInput): Effect {
  requireFounders({ state, signers });
  return carryOut(subject, { state, context, proposal: null });
}

/** @throws `founding_ended`, `college_missing`, `sequence_out_of_order`, the codes of `setStatus` */
export const setStatusAsFounders: Rule<'set_status'> = ({ payload, ...input }) => {
  const { sequence, ...change } = payload;
  requireFounders(input);
  const counted = sequenceKey(change.subject.kind, change.subject.id);
  if (sequence !== ((input.state.get(counted) as number | undefined) ?? 0) + 1) {
    throw refusal('sequence_out_of_order', "The sequence is not the subject's next one.");
  }
  const effect = decideAsFounders({ kind: 'set_status', ...change }, input);
  return joinEffects(effect, { writes: [writeOf(counted, sequence)], events: [] });
};

/** Once, and for good. @throws `founding_ended`, `college_missing` */
export const endFounding: Rule<'end_founding'> = (input) => {
  requireFounders(input);
  const { time, height } = input.context;
  return writeValue(FOUNDING_KEY, { endedAt: time, height });
};

function requireFounders({ state, signers }: Omit<FoundingInput, 'context'>): void {
  if (state.get(FOUNDING_KEY) !== undefined) {
    throw refusal('founding_ended', 'The founding has ended: members decide by vote.');
  }
  requireAllColleges(signers);
}
