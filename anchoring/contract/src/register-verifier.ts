import { refusal } from '#primitives';
import type { VerifierRecord } from '#ledger';
import { requireActiveMember } from './accredit-issuer.js';
import { requireAllColleges } from './check-signers.js';
import { writeRecord, type Rule } from './effect.js';
import { readRecord } from './read-record.js';

/** @throws `college_missing`, `member_unknown`, `member_suspended`, `verifier_exists` */
export const registerVerifier: Rule<'register_verifier'> = ({ state, signers, payload: { verifier } }) => {
  requireAllColleges(signers);
  requireActiveMember(state, verifier.member);
  if (readRecord(state, 'verifier', verifier.member) !== undefined) {
    throw refusal('verifier_exists', 'The verifier was registered already.');
  }
  const record: VerifierRecord = { ...verifier, status: 'active' };
  return writeRecord('verifier', [verifier.member], record);
};
