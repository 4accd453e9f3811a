export * from './ledger-state.js';
export * from './governance.js';
export * from './misbehaviour.js';
export * from './settlement.js';
export type * from './proposal-subject.js';
export type * from './ledger-transaction.js';
export type * from './ledger-proof.js';
export type { Ledger, LedgerHead } from './ledger.js';
export type { TrustFile } from './trust-file.js';
export { ledgerAppHash, type LedgerAppState } from './cometbft/app-hash.js';
export { cometbftChainId } from './cometbft/chain-id.js';
export { validatorAddress } from './cometbft/validator-address.js';
export { COLLEGE_POWER, validatorPowers } from './cometbft/validator-powers.js';
export { MAX_BRIDGE_BLOCKS, type CometbftAttestation } from './cometbft/cometbft-attestation.js';
export type * from './cometbft/light-block.js';
export { lightBlockShape } from './cometbft/light-block-shapes.js';
export { headerHash } from './cometbft/header-hash.js';
export { validatorsHash } from './cometbft/validators-hash.js';
export { canonicalVoteBytes, PRECOMMIT, PREVOTE, type CanonicalVote } from './cometbft/canonical-vote.js';
export { canonicalProposalBytes, PROPOSAL, type CanonicalProposal } from './cometbft/canonical-proposal.js';
export { verifyCommit, type CommitSigner } from './cometbft/verify-commit.js';
export { followBlock, needsBridge, type FollowedBlock } from './cometbft/follow-block.js';
export { networkTrust, trustBlock, type NetworkTrust } from './cometbft/network-trust.js';
export { trustedBlockShape, type TrustedBlock } from './cometbft/trusted-block.js';
export {
  archivedProofs,
  type ArchivedProofs,
  blocksInMemory,
  LedgerFollower,
  type FollowingParts,
  type ProofVerifier,
  type TrustedBlocks,
} from './follow-ledger.js';
export type { LiveTrust } from './cometbft/verify-cometbft-attestation.js';
export { emptyRoot, inclusionPath, leafHash, MerkleTree, merkleRoot, nodeHash } from './merkle-tree.js';
export {
  foldSubtrees,
  inclusionRanges,
  rangeHash,
  subtreesOf,
  type SubtreeHash,
  type SubtreePlace,
} from './subtree-hash.js';
export {
  decodeInclusion,
  encodeInclusion,
  rootFromInclusion,
  verifyInclusion,
  type InclusionPath,
} from './verify-inclusion.js';
export { consistencyProof, verifyConsistency } from './consistency-proof.js';
export { blockEndLeaf, ledgerTransactionLeaf, misbehaviourLeaf, parseLogLeaf, type LogLeaf } from './log-leaf.js';
export {
  addLedgerSignatures,
  createLedgerTransactionBody,
  ledgerTransactionId,
  ledgerTransactionMessage,
  signLedgerTransaction,
  type LedgerSigner,
} from './create-ledger-transaction.js';
export { keyPossessionMessage } from './key-possession.js';
export { verifyLedgerSignatures } from './verify-ledger-signatures.js';
export { StateTree, stateKeyHash, stateValueDigest, STATE_TREE_DEPTH } from './state-tree.js';
export { MAX_BUCKET_ENTRIES } from './state-bucket.js';
export { stateNodeDigest } from './state-node.js';
export type { StateChange } from './state-change.js';
export { verifyStateEntry } from './verify-state-entry.js';
export {
  COSIGNATURE,
  formatVerifierKey,
  NOTE_SIGNATURE,
  noteKeyId,
  parseVerifierKey,
  verifierJwk,
  type NoteSignatureType,
  type VerifierKey,
} from './verifier-key.js';
export {
  cosignedMessage,
  formatSignedNote,
  parseSignedNote,
  verifySignedNote,
  writeCosignature,
  type NoteSignature,
  type SignedNote,
  type VerifiedNoteSignature,
} from './signed-note.js';
export {
  checkpointText,
  cosignCheckpoint,
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type NoteSigner,
  type TreeHead,
} from './checkpoint.js';
export { ANCHOR_SIZES, dataUseContractShape, MAX_KEYS, memberRecordShape } from './ledger-state-shapes.js';
export {
  issuerSharesShape,
  MAX_AMOUNT_CENTS,
  MAX_SHARES,
  MIN_SETTLED_PROOFS,
  settlementShape,
} from './settlement-shapes.js';
export { MAX_BALLOT_COUNTER } from './governance-shapes.js';
export {
  ledgerTransactionShape,
  MAX_LEDGER_TRANSACTION_LENGTH,
  parseLedgerTransaction,
  readLedgerTransaction,
  writeLedgerTransaction,
} from './parse-ledger-transaction.js';
export { genesisDigest, genesisShape, parseGenesis, parseTrustFile, trustFileShape } from './parse-trust-file.js';
export { stillCounts, transactionContext } from './transaction-context.js';
export {
  anchoredCommitmentProofShape,
  attestationShape,
  historyProofShape,
  LEDGER_PROOF_LIMITS,
  MAX_STATE_PROOF_KEYS,
  parseAttestation,
  parseLedgerProof,
  readLedgerProof,
  stateProofShape,
} from './parse-ledger-proof.js';
export { verifyAttestation } from './verify-attestation.js';
export {
  verifyLedgerProof,
  type VerifiedAnchoredCommitment,
  type VerifiedHistory,
  type VerifiedLedgerProof,
  type VerifiedOf,
  type VerifiedState,
} from './verify-ledger-proof.js';
export { createHttpLedger, ledgerHeadShape, submissionOutcomeShape, type LedgerFetch } from './http-ledger.js';
