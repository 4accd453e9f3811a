import { refusal } from '#primitives';
import type { IssuerRecord } from '#ledger';
import { requireAllColleges } from './check-signers.js';
import type { ContractState } from './contract.js';
import { writeRecord, type Rule } from './effect.js';
import { readRecord } from './read-record.js';

/** @throws `college_missing`, `member_unknown`, `member_suspended`, `issuer_exists` */
export const accreditIssuer: Rule<'accredit_issuer'> = ({ state, signers, payload: { issuer } }) => {
  requireAllColleges(signers);
  requireActiveMember(state, issuer.member);
  if (readRecord(state, 'issuer', issuer.member) !== undefined) {
    throw refusal('issuer_exists', 'The issuer was accredited already.');
  }
  const record: IssuerRecord = { ...issuer, status: 'active' };
  return writeRecord('issuer', [issuer.member], record);
};

/** @throws `member_unknown`, `member_suspended` */
export function requireActiveMember(state: ContractState, did: string): void {
  const member = readRecord(state, 'member', did);
  if (member === undefined) throw refusal('member_unknown', 'There is no such member.');
  if (member.status !== 'active') throw refusal('member_suspended', 'The member is suspended.');
}
