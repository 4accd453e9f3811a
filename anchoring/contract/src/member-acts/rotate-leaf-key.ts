import { refusal } from '#primitives';
import { claimKeys } from '../changes/claim-keys.js';
import { requireOnly } from '../check-signers.js';
import { writeRecord, type Rule } from '../effect.js';
import { readRecord } from '../read-record.js';
import { addKey } from './add-key.js';
import { countRotation } from './count-rotation.js';

/**
 * An issuer or verifier registers the key of its next certificate. No vote: a leaf key counts only with a certificate that
 * the cooperative's authority issued for it. Also while suspended, since status lists and receipts go on.
 * @throws `not_the_member`, `issuer_unknown`, `verifier_unknown`, `issuer_ended`, `verifier_ended`,
 *   `sequence_out_of_order`, `key_of_another_member`, the codes of `addKey`
 */
export const rotateLeafKey: Rule<'rotate_leaf_key'> = ({ state, context, signers, payload: { rotation } }) => {
  const { member, role, key, retire } = rotation;
  requireOnly(signers, member);
  const record = readRecord(state, role, member);
  if (record === undefined) throw refusal(`${role}_unknown`, `The member is no ${role}.`);
  if (record.status === 'ended') throw refusal(`${role}_ended`, `The member is no ${role} any more.`);
  const counted = countRotation(state, `rotate_${role}_key`, member, rotation.sequence);
  const retired = retire === null ? null : { name: retire.digest, until: retire.until };
  const keys = addKey(record.keys, key, retired, ({ digest }) => digest, context.time);
  return writeRecord(role, [member], { ...record, keys }, [counted, ...claimKeys(state, member, [key.digest])]);
};
