import { decodeBase64url, equalBytes, refusal, type JsonValue, type VerifySignature } from '#primitives';
import { ledgerTransactionId } from './create-ledger-transaction.js';
import type { LiveTrust } from './cometbft/verify-cometbft-attestation.js';
import type {
  AnchoredCommitmentProof,
  Attestation,
  AttestedRoot,
  BlockEndLeaf,
  HistoryProof,
  InclusionProof,
  LedgerProof,
  StateProof,
} from './ledger-proof.js';
import type { Genesis, PeriodicAnchorRecord } from './ledger-state.js';
import type { LedgerTransaction } from './ledger-transaction.js';
import { blockEndLeaf, ledgerTransactionLeaf } from './log-leaf.js';
import { leafHash } from './merkle-tree.js';
import { genesisDigest } from './parse-trust-file.js';
import { verifyAttestation } from './verify-attestation.js';
import { decodeInclusion, verifyInclusion } from './verify-inclusion.js';
import { verifyStateEntry } from './verify-state-entry.js';

/** This ledger transaction was accepted at this height. */
export interface VerifiedHistory {
  kind: 'history';
  attested: AttestedRoot;
  id: string;
  height: number;
  ledgerTransaction: LedgerTransaction;
}

/** At this root these keys have these values; `null`: the key is absent. */
export interface VerifiedState {
  kind: 'state';
  attested: AttestedRoot;
  values: ReadonlyMap<string, JsonValue>;
  blockEnd: BlockEndLeaf;
}

/** This commitment stands in this accepted periodic anchor. */
export interface VerifiedAnchoredCommitment {
  kind: 'anchored_commitment';
  attested: AttestedRoot;
  /** base64url */
  commitment: string;
  anchor: PeriodicAnchorRecord;
  /** Id of the anchor's ledger transaction. */
  id: string;
  height: number;
}

export type VerifiedLedgerProof = VerifiedHistory | VerifiedState | VerifiedAnchoredCommitment;

/** What each kind of proof proves, so that a caller who knows the kind needs no `switch`. */
export type VerifiedOf<Proof extends LedgerProof> = Extract<VerifiedLedgerProof, { kind: Proof['kind'] }>;

/**
 * Verifies a proof offline, from the genesis alone. It decides nothing about age: callers compare
 * `attested.colleges[].cosignedAt` with their clock (`maxProofAgeSeconds`), archives do not.
 * @param proof from `parseLedgerProof`, which checked its shape
 * @param live what a decision on a network's live state begins with; archives, and ledgers with checkpoints, need none
 * @throws `proof_wrong_genesis`, `proof_size_mismatch`, `proof_not_included`, `proof_block_end_not_last`,
 *   `proof_state_mismatch`, `proof_repeated_key`, `proof_not_an_anchor`, `proof_commitment_not_included`, and the codes of
 *   `verifyAttestation`
 */
export async function verifyLedgerProof<Proof extends LedgerProof>(
  proof: Proof,
  genesis: Genesis,
  verifySignature: VerifySignature,
  live: LiveTrust = {},
): Promise<VerifiedOf<Proof>> {
  const attest: Attest = (attestation) => verifyAttestation(attestation, genesis, verifySignature, live);
  return (await verifyByKind(proof, genesis, attest)) as VerifiedOf<Proof>;
}

/** Verifies an attestation by the genesis and what else is trusted. */
type Attest = (attestation: Attestation) => Promise<AttestedRoot>;

function verifyByKind(proof: LedgerProof, genesis: Genesis, attest: Attest): Promise<VerifiedLedgerProof> {
  switch (proof.kind) {
    case 'history':
      return verifyHistory(proof, genesis, attest);
    case 'state':
      return verifyState(proof, genesis, attest);
    case 'anchored_commitment':
      return verifyAnchoredCommitment(proof, genesis, attest);
  }
}

async function verifyHistory(proof: HistoryProof, genesis: Genesis, attest: Attest): Promise<VerifiedHistory> {
  const { height, ledgerTransaction, inclusion } = proof;
  requireGenesis(proof.genesis, genesis);
  const leaf = leafHash(ledgerTransactionLeaf(height, ledgerTransaction));
  const attested = await attest(proof.attestation);
  requireIncluded(leaf, inclusion, attested);
  return { kind: 'history', attested, id: ledgerTransactionId(ledgerTransaction.body), height, ledgerTransaction };
}

async function verifyState(proof: StateProof, genesis: Genesis, attest: Attest): Promise<VerifiedState> {
  const { blockEnd, inclusion, entries } = proof;
  requireGenesis(proof.genesis, genesis);
  const attested = await attest(proof.attestation);
  requireIncluded(leafHash(blockEndLeaf(blockEnd)), inclusion, attested);
  // An earlier block's end would prove a state that has passed.
  if (inclusion.index !== inclusion.size - 1) {
    throw refusal('proof_block_end_not_last', "The state root is not in the log's last leaf.");
  }
  const stateRoot = decodeBase64url(blockEnd.stateRoot);
  const values = new Map<string, JsonValue>();
  for (const entry of entries) {
    if (values.has(entry.key)) throw refusal('proof_repeated_key', 'The state proof names a key twice.');
    if (!verifyStateEntry(entry, stateRoot)) {
      throw refusal('proof_state_mismatch', 'A value of the state proof is not at the state root.');
    }
    values.set(entry.key, entry.value);
  }
  return { kind: 'state', attested, values, blockEnd };
}

async function verifyAnchoredCommitment(
  { commitment, inclusion, anchor: history }: AnchoredCommitmentProof,
  genesis: Genesis,
  attest: Attest,
): Promise<VerifiedAnchoredCommitment> {
  const { attested, id, height, ledgerTransaction } = await verifyHistory(history, genesis, attest);
  if (ledgerTransaction.body.kind !== 'anchor') {
    throw refusal('proof_not_an_anchor', 'The ledger transaction is not a periodic anchor.');
  }
  const { anchor } = ledgerTransaction.body.payload;
  const leaf = leafHash(decodeBase64url(commitment));
  const root = decodeBase64url(anchor.root);
  if (inclusion.size !== anchor.size || !verifyInclusion(leaf, decodeInclusion(inclusion), root)) {
    throw refusal('proof_commitment_not_included', 'The commitment is not in the periodic anchor.');
  }
  return { kind: 'anchored_commitment', attested, commitment, anchor, id, height };
}

function requireGenesis(named: string, genesis: Genesis): void {
  const own = genesisDigest(genesis);
  if (!equalBytes(decodeBase64url(named), decodeBase64url(own))) {
    throw refusal('proof_wrong_genesis', 'The proof is of another ledger.');
  }
}

function requireIncluded(leaf: Uint8Array, inclusion: InclusionProof, attested: AttestedRoot): void {
  if (inclusion.size !== attested.size) {
    throw refusal('proof_size_mismatch', 'The inclusion proof is for another size than the attested root.');
  }
  if (!verifyInclusion(leaf, decodeInclusion(inclusion), attested.root)) {
    throw refusal('proof_not_included', 'The leaf is not in the log at the attested root.');
  }
}
