export type {
  Apply,
  ApplyOutcome,
  BlockContext,
  ContractEvent,
  ContractState,
  StateWrite,
  VerifySignatureNow,
} from './contract.js';
export { CONTRACT_VERSION, createContract, type ContractParts } from './create-contract.js';
export { executeBlock, executeGenesis, type BlockToExecute, type ExecutedBlock } from './execute-block.js';
export { contractCodeOf, nextBlockState, overdueChanges } from './next-block-state.js';
export type { MisbehaviourOutcome } from './validators/record-misbehaviour.js';
export { genesisWrites } from './genesis-state.js';
export { decideCollege, decideResult } from './proposals/decide-result.js';
export { readParameters } from './read-record.js';
export { LedgerState } from './ledger-state.js';
export { contractCodeDigest } from './contract-code-digest.js';
export { verifyOnOtherThreads, verifyWithNodeCrypto } from './verify-with-node-crypto.js';
