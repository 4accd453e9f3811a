import { refusal } from '#primitives';
import type { VerifierRecord } from '#ledger';
import { writeRecord, type Change } from '../effect.js';
import { countOneMore } from '../limits.js';
import { readRecord, requireActiveMember } from '../read-record.js';
import { claimKeys } from './claim-keys.js';
import { requireNoLongerTerm } from './require-no-longer-term.js';

/**
 * A new verifier, or again one whose registration had ended.
 * @throws `member_unknown`, `member_excluded`, `member_suspended`, `verifier_exists`, `key_of_another_member`,
 *   `too_many_records`
 */
export const registerVerifier: Change<'register_verifier'> = ({ state, subject: { verifier } }) => {
  requireActiveMember(state, verifier.member);
  const standing = readRecord(state, 'verifier', verifier.member);
  if (standing !== undefined && standing.status !== 'ended') {
    throw refusal('verifier_exists', 'The verifier was registered already.');
  }
  const record: VerifierRecord = { ...verifier, status: 'active' };
  const counts = standing === undefined ? [countOneMore(state, 'verifier')] : [];
  return writeRecord('verifier', [verifier.member], record, [
    ...claimKeys(state, verifier.member, digestsOf(verifier)),
    ...counts,
  ]);
};

/** Other keys; the status stays. @throws `verifier_unknown`, `verifier_ended`, `key_term_longer`, `key_of_another_member` */
export const changeVerifier: Change<'change_verifier'> = ({ state, subject: { verifier } }) => {
  const standing = readRecord(state, 'verifier', verifier.member);
  if (standing === undefined) throw refusal('verifier_unknown', 'There is no such verifier.');
  if (standing.status === 'ended') throw refusal('verifier_ended', "The verifier's registration has ended.");
  requireNoLongerTerm(standing.keys, verifier.keys);
  const record: VerifierRecord = { ...verifier, status: standing.status };
  const claims = claimKeys(state, verifier.member, digestsOf(verifier));
  return writeRecord('verifier', [verifier.member], record, claims);
};

function digestsOf({ keys }: Pick<VerifierRecord, 'keys'>): string[] {
  return keys.map(({ digest }) => digest);
}
