import { decodeBase64url, refusal } from '#primitives';
import { keyPossessionMessage } from '#ledger';
import { claimKeys } from '../changes/claim-keys.js';
import { requireAcceptedSuites } from '../changes/require-accepted-suites.js';
import { requireOnly } from '../check-signers.js';
import { writeRecord, type Rule } from '../effect.js';
import { isInForce } from '../is-in-force.js';
import { readMember } from '../read-record.js';
import { addKey } from './add-key.js';
import { countRotation } from './count-rotation.js';

/**
 * A member's new key for its ledger transactions: a key in force signs the rotation, the new one proves that it is held.
 * @throws `not_the_member`, `sequence_out_of_order`, `suite_not_accepted`, `possession_not_proven`,
 *   `key_of_another_member`, `no_key_in_force`, the codes of `addKey`
 */
export const rotateKey: Rule<'rotate_key'> = ({ state, context, signers, verifySignature, payload: { rotation } }) => {
  const { member: did, key, retire } = rotation;
  requireOnly(signers, did);
  const counted = countRotation(state, 'rotate_key', did, rotation.sequence);
  requireAcceptedSuites(state, [key]);
  const message = keyPossessionMessage({ genesis: context.genesis, key: key.id, member: did });
  const signature = decodeBase64url(rotation.possession);
  if (!verifySignature({ publicJwk: key.publicJwk, message, signature })) {
    throw refusal('possession_not_proven', 'The new key did not sign for this member.');
  }
  const member = readMember(state, did);
  const retired = retire === null ? null : { name: retire.id, until: retire.until };
  const keys = addKey(member.keys, key, retired, ({ id }) => id, context.time);
  if (!keys.some((one) => isInForce(one, context.time))) {
    throw refusal('no_key_in_force', 'The member would have no key in force.');
  }
  return writeRecord('member', [did], { ...member, keys }, [counted, ...claimKeys(state, did, [key.id])]);
};
