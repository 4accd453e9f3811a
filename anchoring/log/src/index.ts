export { LogFrontier, type CompletedNode, type StoredFrontier } from './log-frontier.js';
export type { LogStorage } from './log-storage.js';
export { proveConsistency, proveInclusion } from './prove-inclusion.js';
export { checkLog, type CheckedLog } from './check-log.js';
export { describeVerifiedProof, verifyProofFile, type ProofReport } from './verify-proof.js';
export { runLedgerVerify, type ExitCode } from './run-ledger-verify.js';
