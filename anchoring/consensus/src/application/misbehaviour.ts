import type { ActingValidators } from './consensus-storage.js';
import { validatorAddress, validatorsAt } from './validator-sets.js';

/** What the engine proved against a validator. */
export interface Misbehaviour {
  kind: 'double_sign' | 'light_client_attack';
  /** As `validatorAddress`. */
  address: string;
  /** Where it happened. */
  height: number;
}

/** The same with the names that the ledger knows; `undefined` where the validator's set is no longer kept. */
export interface NamedMisbehaviour extends Misbehaviour {
  member: string | undefined;
  college: string | undefined;
}

/**
 * Says whose misbehaviour it is. The contract has no rule for it: the validator keeps its key until the colleges vote it away
 * (`set_validators`), which this event is there to start.
 */
export function nameMisbehaviour(
  misbehaviour: readonly Misbehaviour[],
  sets: readonly ActingValidators[],
): NamedMisbehaviour[] {
  const oldest = sets[0]?.from ?? Number.POSITIVE_INFINITY;
  return misbehaviour.map((one) => {
    const acting = one.height < oldest ? [] : validatorsAt(sets, one.height);
    const validator = acting.find((candidate) => validatorAddress(candidate) === one.address);
    return { ...one, member: validator?.member, college: validator?.college };
  });
}
