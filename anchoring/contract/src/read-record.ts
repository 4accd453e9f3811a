import { assertOurs } from '#primitives';
import { PARAMETERS_KEY, stateKey, type LedgerParameters, type StateRecordKind, type StateRecords } from '#ledger';
import type { ContractState } from './contract.js';

/** Reads a record that the contract itself wrote, so that its shape is known. */
export function readRecord<Kind extends StateRecordKind>(
  state: ContractState,
  kind: Kind,
  ...parts: readonly (string | number)[]
): StateRecords[Kind] | undefined {
  return state.get(stateKey(kind, ...parts)) as unknown as StateRecords[Kind] | undefined;
}

export function readParameters(state: ContractState): LedgerParameters {
  const parameters = state.get(PARAMETERS_KEY);
  assertOurs(parameters !== undefined, 'the genesis wrote the parameters');
  return parameters as unknown as LedgerParameters;
}
