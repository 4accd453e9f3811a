import { assertOurs, compareBytes, decodeBase64url, sha256 } from '#primitives';
import type { Validator } from '../governance.js';
import { COLLEGES } from '../ledger-state.js';
import type { CometbftValidator } from './light-block.js';

/** Voting power of a college: the least common multiple of 1 to 10, so that up to ten validators share it evenly. */
export const COLLEGE_POWER = 2520;

/**
 * The validator set that the ledger's record stands for: each college holds a third. It has CometBFT's order, power
 * descending and then address (the first 20 bytes of the key's SHA-256) ascending, so that its hash is the header's.
 * @param validators as the state or the genesis names them; where more than ten share a power, the first keys in order get
 *   what is left over
 */
export function validatorPowers(validators: readonly Validator[]): CometbftValidator[] {
  return COLLEGES.flatMap((college) => sharePower(validators.filter((validator) => validator.college === college)))
    .map((validator) => ({ ...validator, address: sha256(decodeBase64url(validator.publicKey)).subarray(0, 20) }))
    .sort((first, second) => second.power - first.power || compareBytes(first.address, second.address))
    .map(({ publicKey, power }) => ({ publicKey, power }));
}

function sharePower(validators: readonly Validator[]): CometbftValidator[] {
  const count = validators.length;
  if (count === 0) return [];
  assertOurs(count <= COLLEGE_POWER, 'every validator has some power');
  const share = Math.floor(COLLEGE_POWER / count);
  const remainder = COLLEGE_POWER - share * count;
  return validators
    .map(({ publicKey }) => ({ publicKey, bytes: decodeBase64url(publicKey) }))
    .sort((first, second) => compareBytes(first.bytes, second.bytes))
    .map(({ publicKey }, place) => ({ publicKey, power: share + (place < remainder ? 1 : 0) }));
}
