export * from './application/index.js';
export * from './light-blocks/index.js';
export * from './snapshots/index.js';
export * from './abci/index.js';
export { openConsensusStore, type ConsensusStore } from './adapters/typeorm/open-consensus-store.js';
export * from './network/index.js';
export * from './signer/index.js';
export * from './ledger/index.js';
export * from './ceremony/index.js';
