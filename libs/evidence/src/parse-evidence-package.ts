import { z } from 'zod';
import { parseNoticeDelivery } from '#consent';
import { readLedgerProof } from '#ledger';
import { parseDcqlQuery } from '#openid4vp';
import { parseJsonObject, refusal } from '#primitives';
import type { EvidencePackage } from './evidence-package.js';
import { MAX_TRUST_INPUT_LENGTH, TRUST_INPUT_KINDS } from './trust-manifest.js';

/** Of a whole package: a few status lists are the largest in it. */
export const EVIDENCE_LIMITS = { maxLength: 32 * 1024 * 1024, maxDepth: 32 };
const MAX_INPUTS = 1_100;
const MAX_QUERIES = 64;
const MAX_PRESENTATIONS = 64;
const MAX_PRESENTATION_LENGTH = 1024 * 1024;

const text = z.string().max(4_096);
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const askedShape = z.strictObject({
  ...{ clientId: text, presentationNonce: text, verifier: text },
  channel: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('response_uri'), responseUri: text }),
    z.strictObject({ kind: z.literal('dc_api'), origin: text }),
  ]),
  encryptionKeyThumbprint: text.nullable(),
  dcqlQuery: z.json(),
  contract: z.strictObject({ id: text, version: z.int().min(1) }).nullable(),
  transactionData: z
    .array(z.string().max(64 * 1024))
    .max(16)
    .optional(),
});
/** Of the file: what a digest covers is read as it came, and what stands in it has readers of its own. */
export const evidencePackageShape = z.strictObject({
  format: z.literal('incola-evidence'),
  version: z.literal(1),
  verdictRecord: z.string().max(1024 * 1024),
  trustInputs: z
    .array(z.strictObject({ kind: z.enum(TRUST_INPUT_KINDS), content: z.string().max(MAX_TRUST_INPUT_LENGTH) }))
    .max(MAX_INPUTS),
  receipt: z
    .strictObject({ receipt: z.string().max(64 * 1024), salt: digest, ledgerProof: z.json().nullable() })
    .nullable(),
  shown: z
    .strictObject({
      salt: digest,
      asked: askedShape,
      vpToken: z
        .record(text, z.array(z.string().max(MAX_PRESENTATION_LENGTH)).max(MAX_PRESENTATIONS))
        .refine((answers) => Object.keys(answers).length <= MAX_QUERIES),
    })
    .nullable(),
  notice: z.json().nullable(),
});

/**
 * Reads a package's shape; nothing of it is verified. Its members stay as they came, since digests cover them.
 * @throws the JSON codes, `malformed_evidence`, and the codes of what stands in it: of a notice, a question, a ledger proof
 */
export function parseEvidencePackage(content: string): EvidencePackage {
  const value = parseJsonObject(content, EVIDENCE_LIMITS);
  const parsed = evidencePackageShape.safeParse(value);
  if (!parsed.success) {
    const privateDetail = z.prettifyError(parsed.error).slice(0, 1_000);
    throw refusal('malformed_evidence', 'The file does not have the form of an evidence package.', { privateDetail });
  }
  const { notice, receipt, shown } = parsed.data;
  if (notice !== null) parseNoticeDelivery(notice);
  if (shown !== null) parseDcqlQuery(shown.asked.dcqlQuery);
  const proof = receipt?.ledgerProof;
  if (proof !== undefined && proof !== null && readLedgerProof(proof).kind !== 'anchored_commitment') {
    throw refusal('malformed_evidence', 'The ledger proof of the receipt is of another kind.');
  }
  return value as unknown as EvidencePackage;
}
