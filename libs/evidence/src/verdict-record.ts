import { z } from 'zod';
import { parseJws, refusal, type ParsedJws } from '#primitives';
import { VERIFIED_FORMATS, type RecordedVerdict, type VerifiedCredential } from '#verification';

/** `typ` of a verdict record's JWS. */
export const VERDICT_RECORD_TYPE = 'incola-verdict-record+jwt';

/** Of the claims of a record: 200 verdicts are a tenth of this. */
const LIMITS = { maxLength: 1024 * 1024, maxDepth: 12 };
const MAX_VERDICTS = 2_000;
const MAX_CREDENTIALS = 64;
const MAX_RULES = 1_000;

/**
 * What was decided, without any claim value: layer one of the evidence (design §6), kept when the rest is destroyed. Signed with
 * the asking member's access key as a JWS; what it rests on is bound by digests.
 */
export interface VerdictRecord {
  version: 2;
  /** Identifier of the verification. */
  presentation: string;
  /** DID of the asking member. */
  verifier: string;
  contract: { id: string; version: number } | null;
  presentationNonce: string;
  /** Seconds since the epoch: the one reading of the clock that every check had. */
  decidedAt: number;
  decision: 'verified' | 'not_verified';
  credentials: Pick<VerifiedCredential, 'credentialQueryId' | 'vct' | 'format' | 'issuer' | 'issuerTrust'>[];
  /** Without their sentences, which would be most of the record: they follow from check and code (`wordVerdict`). */
  verdicts: RecordedVerdict[];
  /** `trustInputDigest` of the trust manifest: all that the verdicts rest on. */
  trust: string;
  /** `shownDigest` of layer two, salted, so that no value can be guessed from it; `null` where nothing was kept. */
  shown: string | null;
  /** Commitment of the receipt, base64url; `null` where none was given. */
  receipt: string | null;
  /** The policy by which the answer was judged beside the checks; absent where it was asked by none. */
  policy?: AppliedPolicy | undefined;
}

/**
 * By which rules it was judged, in which version, and how each came out, without a claim's value. The reason stands only where the
 * policy did not accept the outcome: others may tell how a name is written.
 */
export interface AppliedPolicy {
  id: string;
  version: number;
  /** SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url; `null` where that version was gone when it was to judge. */
  digest: string | null;
  outcome: 'met' | 'not_met';
  rules: {
    rule: string;
    need?: string | undefined;
    credentialQueryId?: string | undefined;
    outcome: 'match' | 'partial' | 'no_match' | 'not_available';
    accepted: boolean;
    reason?: string | undefined;
  }[];
}

const text = z.string().max(4_096);
const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const verdictShape = z.strictObject({
  check: text,
  outcome: z.enum(['passed', 'failed', 'not_checked']),
  code: text,
  clause: text,
  prerequisite: text.optional(),
  credentialQueryId: text.optional(),
  presentationIndex: z.int().min(0).optional(),
});
const policyShape = z.strictObject({
  ...{ id: text, version: z.int().min(1), digest: digest.nullable() },
  outcome: z.enum(['met', 'not_met']),
  rules: z
    .array(
      z.strictObject({
        ...{ rule: text, need: text.optional(), credentialQueryId: text.optional() },
        outcome: z.enum(['match', 'partial', 'no_match', 'not_available']),
        ...{ accepted: z.boolean(), reason: text.optional() },
      }),
    )
    .max(MAX_RULES),
});
const recordShape = z.object({
  version: z.literal(2),
  presentation: text,
  verifier: text,
  contract: z.strictObject({ id: text, version: z.int().min(1) }).nullable(),
  presentationNonce: text,
  decidedAt: z.int().min(0).max(9_999_999_999),
  decision: z.enum(['verified', 'not_verified']),
  credentials: z
    .array(
      z.strictObject({
        ...{ credentialQueryId: text, vct: text, issuer: text },
        ...{ format: z.enum(VERIFIED_FORMATS), issuerTrust: z.enum(['registry', 'list']) },
      }),
    )
    .max(MAX_CREDENTIALS),
  verdicts: z.array(verdictShape).max(MAX_VERDICTS),
  trust: digest,
  shown: digest.nullable(),
  receipt: digest.nullable(),
  policy: policyShape.optional(),
});

export interface ParsedVerdictRecord {
  record: VerdictRecord;
  jws: ParsedJws;
  /** DER, Base 64, leaf first. */
  x5c: string[];
}

/**
 * Takes a record apart without verifying it.
 * @throws `malformed_verdict_record`; `verdict_record_version` for one that an earlier version wrote; the codes of `parseJws`
 */
export function parseVerdictRecord(compact: string): ParsedVerdictRecord {
  const jws = parseJws(compact, LIMITS);
  const { header, payload } = jws;
  const x5c = z.array(z.string()).min(1).max(8).safeParse(header.x5c);
  if (header.typ !== VERDICT_RECORD_TYPE || !x5c.success) throw malformed();
  if (payload.version === 1) throw refusal('verdict_record_version', 'The record is of an earlier version.');
  const parsed = recordShape.safeParse(payload);
  if (!parsed.success) throw malformed();
  return { record: parsed.data, jws, x5c: x5c.data };
}

function malformed(): Error {
  return refusal('malformed_verdict_record', 'The verdict record does not have the form of one.');
}
