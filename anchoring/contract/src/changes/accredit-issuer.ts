import { refusal } from '#primitives';
import type { AccreditedIssuer, IssuerRecord } from '#ledger';
import type { ContractState, StateWrite } from '../contract.js';
import { writeRecord, type Change } from '../effect.js';
import { countOneMore } from '../limits.js';
import { readRecord, requireActiveMember } from '../read-record.js';
import { claimKeys } from './claim-keys.js';
import { claimStatusPrefix } from './claim-status-prefix.js';
import { requireNoLongerTerm } from './require-no-longer-term.js';

/**
 * A new issuer, or again one whose accreditation had ended.
 * @throws `member_unknown`, `member_excluded`, `member_suspended`, `issuer_exists`, `key_of_another_member`,
 *   `status_prefix_taken`, `too_many_records`
 */
export const accreditIssuer: Change<'accredit_issuer'> = ({ state, subject: { issuer } }) => {
  requireActiveMember(state, issuer.member);
  const standing = readRecord(state, 'issuer', issuer.member);
  if (standing !== undefined && standing.status !== 'ended') {
    throw refusal('issuer_exists', 'The issuer was accredited already.');
  }
  const record: IssuerRecord = { ...issuer, status: 'active' };
  const counts = standing === undefined ? [countOneMore(state, 'issuer')] : [];
  return writeRecord('issuer', [issuer.member], record, [...claimsOf(state, issuer), ...counts]);
};

/**
 * Other types, terms, keys or another prefix; the status stays.
 * @throws `issuer_unknown`, `issuer_ended`, `key_term_longer`, `key_of_another_member`, `status_prefix_taken`
 */
export const changeIssuer: Change<'change_issuer'> = ({ state, subject: { issuer } }) => {
  const standing = readRecord(state, 'issuer', issuer.member);
  if (standing === undefined) throw refusal('issuer_unknown', 'There is no such issuer.');
  if (standing.status === 'ended') throw refusal('issuer_ended', "The issuer's accreditation has ended.");
  requireNoLongerTerm(standing.keys, issuer.keys);
  const record: IssuerRecord = { ...issuer, status: standing.status };
  return writeRecord('issuer', [issuer.member], record, claimsOf(state, issuer));
};

function claimsOf(state: ContractState, { member, keys, statusListPrefix }: AccreditedIssuer): StateWrite[] {
  const digests = keys.map(({ digest }) => digest);
  return [...claimKeys(state, member, digests), ...claimStatusPrefix(state, member, statusListPrefix)];
}
