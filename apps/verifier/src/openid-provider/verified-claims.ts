import type { CredentialType } from '#credential-types';
import type { JsonObject } from '#primitives';
import { openidClaimsOf } from './claim-names.js';

/**
 * By whose rules an issuer is admitted and watched: the cooperative's own, in its genesis and its registry; or those of the list of
 * trusted entities on which the verifier found it.
 */
export const TRUST_FRAMEWORKS = {
  registry: 'urn:incola:trust-framework:cooperative:1',
  list: 'urn:incola:trust-framework:trusted-list:1',
} as const;
const CHECK_METHOD = 'vcrypt';

/** Attested out of a customer file: the utility has the account itself. Every other kind is vouched for. */
const RECORDS: Readonly<Record<string, string>> = {
  'urn:incola:residency:1': 'utility_account',
  'urn:incola:municipality:1': 'utility_account',
};
const ATTESTATION = 'digital_attestation';

export const EVIDENCE_TYPES = ['electronic_record', 'vouch'] as const;
export const RECORD_TYPES = [...new Set(Object.values(RECORDS))];

/** What a verified presentation is told from. Times are ISO 8601. */
export interface VerifiedAnswer {
  verificationId: string;
  contract: { id: string; version: number };
  /** By which it was judged, if it was. */
  policy?: { id: string; version: number } | undefined;
  decidedAt: string;
  /** Whose service verified. */
  verifier: string;
  credentials: readonly { vct: string; issuer: string; issuerTrust: 'registry' | 'list'; claims: JsonObject }[];
}

/**
 * One `verified_claims` element a credential (OpenID Identity Assurance Schema Definition 1.0 §5). It says who attests, by which
 * rules, and what was checked when; it names no level of assurance, because no scheme that has such levels has assessed the
 * cooperative's issuers.
 */
export function verifiedClaimsOf(answer: VerifiedAnswer, types: readonly CredentialType[]): JsonObject[] {
  const { contract, policy } = answer;
  return answer.credentials.map((credential) => ({
    verification: {
      trust_framework: TRUST_FRAMEWORKS[credential.issuerTrust],
      assurance_process: {
        policy: `urn:incola:contract:${contract.id}:${contract.version}`,
        ...(policy === undefined ? {} : { procedure: `urn:incola:verification-policy:${policy.id}:${policy.version}` }),
      },
      time: answer.decidedAt,
      verification_process: answer.verificationId,
      evidence: [evidenceOf(answer, credential)],
    },
    claims: openidClaimsOf(credential, types),
  }));
}

/** The check is ours: signature, issuer, status, holder's key. What the issuer itself looked at stays with the issuer. */
function evidenceOf(
  { verificationId, decidedAt, verifier }: VerifiedAnswer,
  { vct, issuer }: VerifiedAnswer['credentials'][number],
): JsonObject {
  const check_details = [
    { check_method: CHECK_METHOD, organization: verifier, check_id: verificationId, time: decidedAt },
  ];
  const record = RECORDS[vct];
  if (record !== undefined) {
    return { type: 'electronic_record', check_details, record: { type: record, source: { name: issuer } } };
  }
  const attestation = { type: ATTESTATION, voucher: { organization: issuer } };
  return { type: 'vouch', check_details, attestation };
}
