export type {
  Apply,
  ApplyOutcome,
  BlockContext,
  ContractEvent,
  ContractState,
  StateWrite,
  VerifySignatureNow,
} from './contract.js';
export { CONTRACT_VERSION, createContract } from './create-contract.js';
export { executeBlock, executeGenesis, type BlockToExecute, type ExecutedBlock } from './execute-block.js';
export { genesisWrites } from './genesis-state.js';
export { decideCollege, decideResult } from './proposals/decide-result.js';
export { readParameters } from './read-record.js';
export { LedgerState } from './ledger-state.js';
export { contractCodeDigest } from './contract-code-digest.js';
export { verifyWithNodeCrypto } from './verify-with-node-crypto.js';
