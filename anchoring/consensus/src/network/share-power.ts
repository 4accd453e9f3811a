import { compareBytes, decodeBase64url, refusal } from '#primitives';
import { COLLEGES, type College, type Validator } from '#ledger';

/**
 * lcm(1, …, 10): up to ten validators share it without remainder. The three colleges have 7,560 together and a commit
 * needs more than 5,040, so that two whole colleges have exactly too little: every commit holds a validator of each.
 */
export const COLLEGE_POWER = 2520;

/** A validator with its share of its college's power. */
export interface PoweredValidator extends Validator {
  power: number;
}

/**
 * Divides each college's power among its validators: the same floor for each, and one more for the first keys (in the
 * order of their bytes) until nothing is left.
 * @throws `college_without_validator`, `validator_repeated`
 */
export function sharePower(validators: readonly Validator[]): PoweredValidator[] {
  if (new Set(validators.map(({ publicKey }) => publicKey)).size < validators.length) {
    throw refusal('validator_repeated', 'Two validators have one key.');
  }
  return COLLEGES.flatMap((college) => shareInCollege(college, validators));
}

function shareInCollege(college: College, validators: readonly Validator[]): PoweredValidator[] {
  const own = validators.filter((validator) => validator.college === college);
  if (own.length === 0) throw refusal('college_without_validator', `The college ${college} has no validator.`);
  own.sort((a, b) => compareBytes(decodeBase64url(a.publicKey), decodeBase64url(b.publicKey)));
  const floor = Math.floor(COLLEGE_POWER / own.length);
  const remainder = COLLEGE_POWER - floor * own.length;
  return own.map((validator, place) => ({ ...validator, power: place < remainder ? floor + 1 : floor }));
}
