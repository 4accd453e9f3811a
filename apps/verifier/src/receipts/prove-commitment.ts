import { buildAnchorTree, commitmentProof } from '#consent';
import type { AnchoredCommitmentProof } from '#ledger';
import { assertOurs, decodeBase64url, refusal } from '#primitives';
import type { Anchors } from '../anchoring/anchors.js';
import { capabilityDigest, type Commitments } from '../anchoring/commitments.js';

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
  const { tenantId, period, commitment } = stored;
  const anchor = period === null ? undefined : await parts.anchors.find(tenantId, period);
  if (anchor === undefined || anchor.proof === null) {
    throw refusal('not_anchored_yet', 'The period is not anchored yet; ask again.');
  }
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
