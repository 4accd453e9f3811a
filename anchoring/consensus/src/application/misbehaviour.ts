import { refusal, type CodedError } from '#primitives';
import type { MisbehaviourOutcome } from '#anchoring/contract';

/** What a person is told of it: what the contract did, or why it had nothing to do. */
export function misbehaviourProblem({ outcome, misbehaviour }: MisbehaviourOutcome): CodedError {
  const { kind, height } = misbehaviour;
  const who = 'member' in misbehaviour ? misbehaviour.member : misbehaviour.address;
  return refusal(
    kind,
    `The validator of ${who} misbehaved at height ${height}: ${consequenceOf(outcome, misbehaviour)}.`,
  );
}

function consequenceOf(
  outcome: MisbehaviourOutcome['outcome'],
  misbehaviour: MisbehaviourOutcome['misbehaviour'],
): string {
  if (outcome === 'unknown_validator') return 'it never was a validator of this ledger';
  if (outcome === 'known') return 'that is known';
  return 'suspended' in misbehaviour && misbehaviour.suspended
    ? 'its key is suspended for good'
    : 'its key is its college’s last one, so that it is only recorded';
}
