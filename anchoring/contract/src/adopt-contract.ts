import { refusal } from '#primitives';
import type { DataUseContract } from '#ledger';
import { requireActiveMember } from './accredit-issuer.js';
import { requireAllColleges } from './check-signers.js';
import { writeRecord, type Rule } from './effect.js';
import { readRecord } from './read-record.js';

/**
 * A data-use contract, or its next version, comes into force.
 * @throws `college_missing`, `verifier_unknown`, `verifier_suspended`, `member_unknown`, `member_suspended`,
 *   `contract_ended`, `contract_verifier_changed`, `contract_version_out_of_order`
 */
export const adoptContract: Rule<'adopt_contract'> = ({ state, signers, payload: { contract } }) => {
  requireAllColleges(signers);
  requireActiveMember(state, contract.verifier);
  const verifier = readRecord(state, 'verifier', contract.verifier);
  if (verifier === undefined) throw refusal('verifier_unknown', 'There is no such verifier.');
  if (verifier.status !== 'active') throw refusal('verifier_suspended', 'The verifier is suspended.');
  const present = readRecord(state, 'contract', contract.id);
  if (present?.status === 'ended') throw refusal('contract_ended', 'The contract has ended.');
  if (present !== undefined && present.verifier !== contract.verifier) {
    throw refusal('contract_verifier_changed', "A contract's versions are one verifier's.");
  }
  if (contract.version !== (present?.version ?? 0) + 1) {
    throw refusal('contract_version_out_of_order', "The version is not the contract's next one.");
  }
  const record: DataUseContract = { ...contract, status: 'in_force' };
  return writeRecord('contract', [contract.id], record);
};
