import { stateKey, validatorAddress, type Validator, type ValidatorKeyRecord } from '#ledger';
import { refusal } from '#primitives';
import type { ContractState, StateWrite } from '../contract.js';
import { writeOf } from '../effect.js';
import { readRecord } from '../read-record.js';

/**
 * Whose the keys are by which validators vote: evidence names an address only, and may come when its key votes no more.
 * @throws `validator_key_suspended`
 */
export function claimValidatorKeys(state: ContractState, validators: readonly Validator[]): StateWrite[] {
  return validators.map((validator) => {
    const earlier = readRecord(state, 'validator_key', validatorAddress(validator));
    if (earlier?.misbehaviour?.suspended === true) {
      throw refusal('validator_key_suspended', "A validator's key was suspended for misbehaviour.");
    }
    return claimOf(validator, earlier?.misbehaviour ?? null);
  });
}

/** Of the first validators, before anybody could misbehave. */
export function claimFirstValidatorKeys(validators: readonly Validator[]): StateWrite[] {
  return validators.map((validator) => claimOf(validator, null));
}

function claimOf(
  { member, college, publicKey }: Validator,
  misbehaviour: ValidatorKeyRecord['misbehaviour'],
): StateWrite {
  const record: ValidatorKeyRecord = { member, college, publicKey, misbehaviour };
  return writeOf(stateKey('validator_key', validatorAddress(record)), record);
}
