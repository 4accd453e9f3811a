import type { FastifyReply } from 'fastify';
import { EVIDENCE_MEDIA_TYPE } from '#evidence';
import { canonicalJson, type JsonValue } from '#primitives';
import { requireVerification, type FindingParts } from '../verifications/find-verification.js';
import { readEvidence, type EvidenceParts } from './read-evidence.js';

/**
 * Has the reply carry the evidence of a decision as a file to be saved.
 * @returns its bytes, as canonical JSON
 * @throws `unknown_verification`, `evidence_withheld`, `no_evidence`
 */
export async function sendEvidence(
  reply: FastifyReply,
  { tenantId, id }: { tenantId: string; id: string },
  parts: { verifications: FindingParts; proving: EvidenceParts },
): Promise<string> {
  const { presentation } = await requireVerification(tenantId, id, parts.verifications);
  const evidence = await readEvidence(presentation, parts.proving);
  void reply
    .header('content-type', EVIDENCE_MEDIA_TYPE)
    .header('content-disposition', `attachment; filename="evidence-${id}.json"`);
  return canonicalJson(evidence as unknown as JsonValue);
}
