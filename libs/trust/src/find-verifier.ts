import type { DataUseContract, MemberRecord, VerifierRecord } from '#ledger';
import { isInTerm, notFound, type RegistryOutcome } from './registry-outcome.js';
import type { ProvenState } from './trust.js';

export type VerifierOutcome = RegistryOutcome<{
  member: MemberRecord;
  verifier: VerifierRecord;
  contract: DataUseContract;
}>;

/**
 * Says whether the owner of this leaf key may ask under this contract: key, member and contract must name the same member
 * (design §4, Trust).
 * @param keyDigest digest of the leaf's SubjectPublicKeyInfo, base64url
 * @param contractId id of the data-use contract
 * @param atSeconds the time of the decision, seconds since the epoch
 * @returns or `unknown_verifier_key`, `verifier_key_not_in_term`, `unknown_member`, `member_suspended`,
 *   `verifier_suspended`, `contract_unknown`, `contract_of_another_member`, `contract_suspended`, `contract_ended`
 */
export function findVerifier(
  state: ProvenState,
  keyDigest: string,
  contractId: string,
  atSeconds: number,
): VerifierOutcome {
  const verifier = [...state.verifiers.values()].find(({ keys }) => keys.some(({ digest }) => digest === keyDigest));
  if (verifier === undefined) return notFound('unknown_verifier_key');
  const inTerm = verifier.keys.some((key) => key.digest === keyDigest && isInTerm(key, atSeconds));
  if (!inTerm) return notFound('verifier_key_not_in_term');
  const member = state.members.get(verifier.member);
  if (member === undefined) return notFound('unknown_member');
  if (member.status !== 'active') return notFound('member_suspended');
  if (verifier.status !== 'active') return notFound('verifier_suspended');
  const contract = state.contracts.get(contractId);
  if (contract === undefined) return notFound('contract_unknown');
  if (contract.verifier !== member.did) return notFound('contract_of_another_member');
  if (contract.status !== 'in_force') return notFound(`contract_${contract.status}`);
  return { outcome: 'found', member, verifier, contract };
}
