import { refusal } from '#primitives';
import { writeRecord, type Change } from '../effect.js';
import { isInForce } from '../is-in-force.js';
import { readMember, requireNotExcluded } from '../read-record.js';
import { claimKeys } from './claim-keys.js';
import { requireAcceptedSuites } from './require-accepted-suites.js';

/**
 * A member lost its keys: the colleges give it new ones, and the old ones sign nothing any more.
 * @throws `member_unknown`, `member_excluded`, `no_key_in_force`, `suite_not_accepted`, `key_of_another_member`
 */
export const recoverKeys: Change<'recover_keys'> = ({ state, context, subject: { member: did, keys } }) => {
  const member = requireNotExcluded(readMember(state, did));
  if (!keys.some((key) => isInForce(key, context.time))) {
    throw refusal('no_key_in_force', 'None of the keys is in force.');
  }
  requireAcceptedSuites(state, keys);
  const claims = claimKeys(
    state,
    did,
    keys.map(({ id }) => id),
  );
  return writeRecord('member', [did], { ...member, keys }, claims);
};
