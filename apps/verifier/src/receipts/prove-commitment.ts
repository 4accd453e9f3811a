import { buildAnchorTree, commitmentProof } from '#consent';
import type { AnchoredCommitmentProof } from '#ledger';
import { assertOurs, decodeBase64url, refusal } from '#primitives';
import type { Anchors } from '../anchoring/anchors.js';
import { capabilityDigest, type Commitments, type StoredCommitment } from '../anchoring/commitments.js';

/**
 * The ledger proof of a receipt, withdrawal, erasure or restriction, for who has its address.
 * @throws `unknown_receipt`; `not_anchored_yet`
 */
export async function proveCommitment(
  capability: string,
  parts: { anchors: Anchors; commitments: Commitments },
): Promise<AnchoredCommitmentProof> {
  const stored = await parts.commitments.findByCapability(capabilityDigest(capability));
  if (stored === undefined) throw refusal('unknown_receipt', 'There is nothing at this address.');
  const proof = await proveStoredCommitment(stored, parts);
  if (proof === undefined) throw refusal('not_anchored_yet', 'The period is not anchored yet; ask again.');
  return proof;
}

/** @returns `undefined` where its period is not anchored yet */
export async function proveStoredCommitment(
  { tenantId, period, commitment }: StoredCommitment,
  parts: { anchors: Anchors; commitments: Commitments },
): Promise<AnchoredCommitmentProof | undefined> {
  const anchor = period === null ? undefined : await parts.anchors.find(tenantId, period);
  if (anchor === undefined || anchor.proof === null) return undefined;
  const all = await parts.commitments.inPeriod(tenantId, anchor.period);
  const tree = buildAnchorTree(all.map(decodeBase64url), decodeBase64url(anchor.seed));
  const inclusion = commitmentProof(tree, decodeBase64url(commitment));
  assertOurs(inclusion !== undefined, 'a commitment stands in the tree of its period');
  return {
    format: 'incola-ledger-proof',
    version: 1,
    kind: 'anchored_commitment',
    commitment,
    inclusion,
    anchor: anchor.proof,
  };
}
