import type { CredentialType } from '#credential-types';
import { domainDigest, encodeBase64url, encodeUtf8, isJsonObject, type JsonObject } from '#primitives';
import { readVerdictRecord } from '../evidence/sign-verdict-record.js';
import type { AskingMember } from '../organisations/asking-member.js';
import { findVerification, type FindingParts } from '../verifications/find-verification.js';
import { readVerification, type ReadingParts, type VerificationView } from '../verifications/read-verification.js';
import { openidClaimsOf } from './claim-names.js';
import { narrowVerifiedClaims } from './narrow-verified-claims.js';
import { verifiedClaimsOf, type VerifiedAnswer } from './verified-claims.js';

export interface AccountParts extends FindingParts {
  reading: ReadingParts;
  credentialTypes: readonly CredentialType[];
}

/** What may be told of one verification now, by the place in which it is told. */
export interface AccountClaims {
  /** @param requested the `claims` parameter's part for this place */
  claims(requested: Readonly<Record<string, unknown>>): JsonObject;
}

/**
 * The "account" behind a code or token is one verification, and its claims are read where they lie sealed: nothing is copied, and
 * what was redacted, restricted or withdrawn meanwhile is told no more.
 * @returns `undefined` where there is nothing to tell (any more)
 */
export async function accountOf(
  member: AskingMember,
  verificationId: string,
  parts: AccountParts,
): Promise<AccountClaims | undefined> {
  const found = await findVerification(member.slug, verificationId, parts);
  const view = found && (await readVerification(found.presentation, parts.reading));
  const answer = view && answerOf(member, view);
  if (answer === undefined) return undefined;
  const elements = verifiedClaimsOf(answer, parts.credentialTypes);
  const told = answer.credentials.map((credential) => openidClaimsOf(credential, parts.credentialTypes));
  const plain = Object.assign({}, ...told) as JsonObject;
  return {
    claims: (requested) => {
      const verified_claims = narrowVerifiedClaims(elements, requested.verified_claims);
      return { ...plain, ...(verified_claims === undefined ? {} : { verified_claims }) };
    },
  };
}

/**
 * Pairwise (OpenID Connect Core §8.1), and of one transaction: the next proof of the same person has another. Nobody can tell a
 * verification from it who does not know that already.
 */
export function subjectOf(tenantId: string, clientId: string, verificationId: string): string {
  const text = JSON.stringify([tenantId, clientId, verificationId]);
  return encodeBase64url(domainDigest('incola:oidc-subject:1', encodeUtf8(text)));
}

function answerOf(member: AskingMember, view: VerificationView): VerifiedAnswer | undefined {
  const { id, status, contract, policy, closedAt, answer, verdictRecord } = view;
  if (status !== 'verified' || closedAt === undefined || !Array.isArray(answer)) return undefined;
  const listed = verdictRecord === undefined ? new Set<string>() : listedIssuers(verdictRecord);
  const credentials = answer.filter(isJsonObject).map(({ vct, issuer, claims }) => ({
    vct: typeof vct === 'string' ? vct : '',
    issuer: typeof issuer === 'string' ? issuer : '',
    issuerTrust: typeof issuer === 'string' && listed.has(issuer) ? ('list' as const) : ('registry' as const),
    claims: isJsonObject(claims) ? claims : {},
  }));
  return { verificationId: id, contract, policy, decidedAt: closedAt, verifier: member.did, credentials };
}

/** Those that were believed because of a list of trusted entities, not of the registry. */
function listedIssuers(verdictRecord: string): Set<string> {
  const { credentials } = readVerdictRecord(verdictRecord);
  return new Set(credentials.filter(({ issuerTrust }) => issuerTrust === 'list').map(({ issuer }) => issuer));
}
