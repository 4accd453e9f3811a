import { COLLEGES, type Validator } from '#ledger';

/** lcm(1..10): up to ten validators divide it without a remainder, and no college has more (`set_validators`). */
export const COLLEGE_POWER = 2520;

/**
 * Voting power by public key (base64url): each college has one third of all. More than two thirds are needed, so that every
 * commit holds a validator of each college. Shares are rounded down; the remainder goes to the college's first keys.
 */
export function validatorPowers(validators: readonly Validator[]): Map<string, number> {
  const powers = new Map<string, number>();
  for (const college of COLLEGES) {
    const own = validators.filter((validator) => validator.college === college);
    const share = Math.floor(COLLEGE_POWER / own.length);
    const remainder = COLLEGE_POWER - share * own.length;
    own.forEach(({ publicKey }, place) => powers.set(publicKey, share + (place < remainder ? 1 : 0)));
  }
  return powers;
}
