import { refusal } from '#primitives';
import { writeRecord, type Change } from '../effect.js';
import { isInForce } from '../is-in-force.js';
import { readMember, readParameters, requireNotExcluded } from '../read-record.js';
import { claimKeys } from './claim-keys.js';

/**
 * A member lost its keys: the colleges give it new ones, and the old ones sign nothing any more.
 * @throws `member_unknown`, `member_excluded`, `no_key_in_force`, `suite_not_accepted`, `key_of_another_member`
 */
export const recoverKeys: Change<'recover_keys'> = ({ state, context, subject: { member: did, keys } }) => {
  const member = requireNotExcluded(readMember(state, did));
  if (!keys.some((key) => isInForce(key, context.time))) {
    throw refusal('no_key_in_force', 'None of the keys is in force.');
  }
  const { suites } = readParameters(state);
  if (!keys.every(({ suite }) => suites.includes(suite))) {
    throw refusal('suite_not_accepted', "A key's suite is not accepted.");
  }
  const claims = claimKeys(
    state,
    did,
    keys.map(({ id }) => id),
  );
  return writeRecord('member', [did], { ...member, keys }, claims);
};
