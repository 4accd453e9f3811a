import {
  PARAMETERS_KEY,
  stateKey,
  verifyLedgerProof,
  type Genesis,
  type LedgerParameters,
  type ProofVerifier,
  type StateProof,
  type StateRecords,
  type VerifiedState,
} from '#ledger';
import { isJsonObject, refusal, secondsOf, type Clock, type JsonValue, type VerifySignature } from '#primitives';
import type { ProvenState } from './trust.js';

/** A cosigner's clock may run this far ahead of ours. */
export const MAX_CLOCK_LEAD_SECONDS = 60;

/**
 * Verifies a state proof against the genesis and sorts its records by kind. What the proof shows to be absent is absent here.
 * So an archive reads it: whoever decides on what the ledger says now calls {@link readLiveState}.
 * @param proof from `readLedgerProof`, which checked its shape
 * @throws the codes of `verifyLedgerProof`; `proof_record_misplaced` where a record doesn't name the key it stands at
 */
export async function readProvenState(
  proof: StateProof,
  genesis: Genesis,
  verifySignature: VerifySignature,
): Promise<ProvenState> {
  return sortRecords(await verifyLedgerProof(proof, genesis, verifySignature), genesis);
}

/**
 * As {@link readProvenState}, for a decision on what the ledger says now; how old it may be is for `checkFreshness` to say.
 * @param follower of the live ledger
 * @throws `ledger_trust_expired` besides
 */
export async function readLiveState(proof: StateProof, follower: ProofVerifier): Promise<ProvenState> {
  return sortRecords(await follower.verify(proof), follower.genesis);
}

function sortRecords({ attested, values }: VerifiedState, genesis: Genesis): ProvenState {
  const state: ProvenState = {
    attested,
    asOf: Math.min(...attested.colleges.map(({ cosignedAt }) => cosignedAt)),
    members: new Map(),
    issuers: new Map(),
    verifiers: new Map(),
    contracts: new Map(),
    statusAnchors: new Map(),
    maxProofAgeSeconds: genesis.parameters.maxProofAgeSeconds,
  };
  for (const [key, value] of values) if (value !== null) keepRecord(state, key, value);
  return state;
}

/** Whether a decision may rest on this state (design §5): no older than `maxProofAgeSeconds`. */
export function isFresh(state: ProvenState, clock: Clock): boolean {
  return checkFreshness(state, clock) === undefined;
}

/** @returns `state_proof_stale`, `state_proof_from_future`, or `undefined` where the state is fresh */
export function checkFreshness(
  { asOf, maxProofAgeSeconds }: Pick<ProvenState, 'asOf' | 'maxProofAgeSeconds'>,
  clock: Clock,
): 'state_proof_stale' | 'state_proof_from_future' | undefined {
  const age = secondsOf(clock) - asOf;
  if (age < -MAX_CLOCK_LEAD_SECONDS) return 'state_proof_from_future';
  return age > maxProofAgeSeconds ? 'state_proof_stale' : undefined;
}

function keepRecord(state: ProvenState, key: string, value: JsonValue): void {
  if (!isJsonObject(value)) throw misplaced();
  // The contract wrote these records and checked their shape; three colleges attest its state root.
  if (key === PARAMETERS_KEY) {
    state.maxProofAgeSeconds = (value as unknown as LedgerParameters).maxProofAgeSeconds;
    return;
  }
  const record = value as unknown;
  switch (key.slice(0, key.indexOf('/')) as keyof StateRecords) {
    case 'member': {
      const member = record as StateRecords['member'];
      requirePlace(key, stateKey('member', member.did));
      state.members.set(member.did, member);
      return;
    }
    case 'issuer': {
      const issuer = record as StateRecords['issuer'];
      requirePlace(key, stateKey('issuer', issuer.member));
      state.issuers.set(issuer.member, issuer);
      return;
    }
    case 'verifier': {
      const verifier = record as StateRecords['verifier'];
      requirePlace(key, stateKey('verifier', verifier.member));
      state.verifiers.set(verifier.member, verifier);
      return;
    }
    case 'contract': {
      const contract = record as StateRecords['contract'];
      requirePlace(key, stateKey('contract', contract.id));
      state.contracts.set(contract.id, contract);
      return;
    }
    case 'status': {
      const { member, uri, version, digest } = record as StateRecords['status'];
      requirePlace(key, stateKey('status', member, uri));
      state.statusAnchors.set(uri, { version, digest, member });
      return;
    }
    case 'anchor':
    case 'contract_version':
    case 'proposal':
    case 'ballot':
    case 'account':
    case 'settlement':
    case 'distribution':
    case 'validator_key':
      // Periodic anchors, history, votes, accounts and validators' keys decide nothing here.
      return;
  }
}

function requirePlace(key: string, expected: string): void {
  if (key !== expected) throw misplaced();
}

function misplaced(): Error {
  return refusal('proof_record_misplaced', 'A record of the state proof does not name the key it stands at.');
}
