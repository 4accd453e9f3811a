import type { EvidencePackage, ShownPresentation } from '#evidence';
import { assertOurs, decodeUtf8, parseJson, refusal } from '#primitives';
import type { SubjectVault } from '#service-kit/vault';
import type { Anchors } from '../anchoring/anchors.js';
import type { Commitments } from '../anchoring/commitments.js';
import type { Presentation } from '../presentation-requests/presentation.js';
import { PRESENTATION_PLACE } from '../presentation-responses/keep-outcome.js';
import { proveStoredCommitment } from '../receipts/prove-commitment.js';
import type { Receipts } from '../receipts/receipts.js';
import { isDecisionAnchored } from '../verifications/read-verification.js';
import type { Evidence, EvidenceStore } from './evidence-store.js';
import type { TrustInputStore } from './trust-input-store.js';

export interface EvidenceParts {
  evidence: EvidenceStore;
  trustInputStore: Pick<TrustInputStore, 'ofManifest'>;
  receipts: Receipts;
  commitments: Commitments;
  anchors: Anchors;
  vault: SubjectVault;
}

/** An answer is at most 320 KiB, and its question a few. */
const SHOWN_LIMITS = { maxLength: 1024 * 1024, maxDepth: 24 };

/**
 * The evidence of a decision, as one package that is checked offline (`npm run evidence:verify`); after redaction without layer two.
 * @throws `evidence_withheld` while the answer is: restricted, its code or its anchor awaited; `no_evidence` where nothing was
 *   decided, or all was erased
 */
export async function readEvidence(presentation: Presentation, parts: EvidenceParts): Promise<EvidencePackage> {
  const { tenantId, id, codeAwaited, restricted, notice } = presentation;
  if (codeAwaited || restricted || !(await isDecisionAnchored(presentation, parts))) {
    throw refusal('evidence_withheld', 'The evidence is withheld as the answer is.');
  }
  const kept = await parts.evidence.find(tenantId, id);
  if (kept === undefined) throw refusal('no_evidence', 'There is no evidence of this verification.');
  const { verdictRecord, trustManifest } = kept;
  return {
    format: 'incola-evidence',
    version: 1,
    verdictRecord,
    trustInputs: trustManifest === null ? [] : await parts.trustInputStore.ofManifest(trustManifest),
    receipt: await receiptOf(kept, parts),
    shown: await openShown(kept, parts.vault),
    notice,
  };
}

async function receiptOf(
  { tenantId, presentationId }: Evidence,
  parts: EvidenceParts,
): Promise<EvidencePackage['receipt']> {
  const stored = await parts.receipts.findByPresentation(tenantId, presentationId);
  if (stored === undefined) return null;
  const commitment = await parts.commitments.find(tenantId, stored.commitment);
  assertOurs(commitment !== undefined, 'a receipt is stored with its commitment');
  const ledgerProof = (await proveStoredCommitment(commitment, parts)) ?? null;
  return { receipt: stored.receipt, salt: stored.salt, ledgerProof };
}

/** An erasure destroys the key before the rows: in between, nothing can be shown already. */
async function openShown(
  { tenantId, presentationId, sealedPresentation, trustManifest }: Evidence,
  vault: SubjectVault,
): Promise<ShownPresentation | null> {
  // Without a manifest an earlier version sealed something else.
  if (sealedPresentation === null || trustManifest === null) return null;
  const sealed = { subjectId: presentationId, sealed: sealedPresentation, place: PRESENTATION_PLACE };
  const [opened] = await vault.openMany(tenantId, [sealed]);
  if (opened === undefined || opened === null) return null;
  return parseJson(decodeUtf8(opened), SHOWN_LIMITS) as unknown as ShownPresentation;
}
