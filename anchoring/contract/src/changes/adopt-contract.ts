import { refusal } from '#primitives';
import { stateKey, type ContractDraft, type ContractVersionRecord, type DataUseContract } from '#ledger';
import type { ContractState, StateWrite } from '../contract.js';
import { writeOf, writeRecord, type Change, type ChangeInput, type Effect } from '../effect.js';
import { countOneMore } from '../limits.js';
import { readRecord, requireActiveMember } from '../read-record.js';

/**
 * A data-use contract, or its next version, comes into force; what is suspended stays so until it is taken up again.
 * @throws `verifier_unknown`, `verifier_ended`, `verifier_suspended`, `member_unknown`, `member_excluded`,
 *   `member_suspended`, `contract_ended`, `contract_verifier_changed`, `contract_version_out_of_order`, `too_many_records`
 */
export const adoptContract: Change<'adopt_contract'> = (input) => {
  const { state, subject } = input;
  const { contract } = subject;
  requireActiveMember(state, contract.verifier);
  const verifier = readRecord(state, 'verifier', contract.verifier);
  if (verifier === undefined) throw refusal('verifier_unknown', 'There is no such verifier.');
  if (verifier.status !== 'active') throw refusal(`verifier_${verifier.status}`, 'The verifier may not ask.');
  const standing = readRecord(state, 'contract', contract.id);
  if (standing !== undefined && standing.verifier !== contract.verifier) {
    throw refusal('contract_verifier_changed', "A contract's versions are one verifier's.");
  }
  return writeVersion(input, contract, standing);
};

/**
 * The next version, which differs in its price only.
 * @throws `contract_unknown`, `contract_ended`, `contract_version_out_of_order`, `price_unchanged`
 */
export const setPrice: Change<'set_price'> = (input) => {
  const { contract: id, version, priceCents } = input.subject;
  const standing = readRecord(input.state, 'contract', id);
  if (standing === undefined) throw refusal('contract_unknown', 'There is no such contract.');
  if (standing.priceCents === priceCents) throw refusal('price_unchanged', 'The contract has this price already.');
  const { status: _, ...contract } = standing;
  return writeVersion(input, { ...contract, version, priceCents }, standing);
};

/** The current version stands at `contract/{id}`; each one stands for good beside it. */
function writeVersion(
  { state, context, proposal }: Pick<ChangeInput<never>, 'state' | 'context' | 'proposal'>,
  contract: ContractDraft,
  standing: DataUseContract | undefined,
): Effect {
  if (standing?.status === 'ended') throw refusal('contract_ended', 'The contract has ended.');
  if (contract.version !== (standing?.version ?? 0) + 1) {
    throw refusal('contract_version_out_of_order', "The version is not the contract's next one.");
  }
  const record: DataUseContract = { ...contract, status: standing?.status ?? 'in_force' };
  const adopted: ContractVersionRecord = { contract, adoptedAt: context.time, proposal };
  return writeRecord('contract', [contract.id], record, [
    writeOf(stateKey('contract_version', contract.id, contract.version), adopted),
    ...countFirst(state, standing),
  ]);
}

function countFirst(state: ContractState, standing: DataUseContract | undefined): StateWrite[] {
  return standing === undefined ? [countOneMore(state, 'contract')] : [];
}
