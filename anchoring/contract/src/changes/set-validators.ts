import { refusal } from '#primitives';
import { COLLEGES, VALIDATORS_KEY } from '#ledger';
import { joinEffects, writeValue, type Change } from '../effect.js';
import { requireActiveMember } from '../read-record.js';
import { claimValidatorKeys } from '../validators/claim-validator-keys.js';

/** A college's power is divided among so many without a remainder that matters. */
const MAX_PER_COLLEGE = 10;

/**
 * The validators of an engine of independent operators. Each college has its own, so that every commit holds one of each.
 * @throws `member_unknown`, `member_excluded`, `member_suspended`, `validator_of_other_college`, `validator_repeated`,
 *   `college_without_validator`, `too_many_validators`, `validator_key_suspended`
 */
export const setValidators: Change<'set_validators'> = ({ state, subject: { validators } }) => {
  for (const { member, college } of validators) {
    if (requireActiveMember(state, member).college !== college) {
      throw refusal('validator_of_other_college', "A validator's college is not its member's.");
    }
  }
  if (new Set(validators.map(({ publicKey }) => publicKey)).size < validators.length) {
    throw refusal('validator_repeated', 'Two validators have one key.');
  }
  for (const college of COLLEGES) {
    const count = validators.filter((validator) => validator.college === college).length;
    if (count === 0) throw refusal('college_without_validator', `The college ${college} has no validator.`);
    if (count > MAX_PER_COLLEGE)
      throw refusal('too_many_validators', `The college ${college} has too many validators.`);
  }
  return joinEffects(writeValue(VALIDATORS_KEY, { validators }), {
    writes: claimValidatorKeys(state, validators),
    events: [],
  });
};
