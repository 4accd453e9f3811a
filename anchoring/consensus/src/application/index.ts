export type {
  ActingValidators,
  ApplicationPosition,
  CommittedBlock,
  ConsensusStorage,
  StoredApplication,
  StoredPlace,
} from './consensus-storage.js';
export {
  LedgerApplication,
  openLedgerApplication,
  type FinalizedBlock,
  type LedgerApplicationOptions,
} from './ledger-application.js';
export type { EngineGenesis } from './initial-application.js';
export { GAS_WANTED, MAX_BLOCK_BYTES, MAX_BLOCK_TRANSACTIONS } from './block-limits.js';
export { contractProgram, runningContract, type ContractProgram } from './contract-program.js';
export { OTHER_CODE_EXIT_CODE } from './other-code-exit-code.js';
export type { TransactionOutcome } from './check-transaction.js';
export type { ProposedBlock } from './judge-proposal.js';
export type { QueryAnswer } from './answer-query.js';
export type { OrderedBlock } from './replica.js';
export type { ValidatorPower } from './validator-updates.js';
