import type { TokenResponse } from '#openid4vci';
import { encodeBase64url, encodeUtf8, refusal, sha256, type CodedError } from '#primitives';
import { readAuthorizationCode } from '../authorization/authorization-codes.js';
import type { Authorization } from '../authorization/authorizations.js';
import { rememberClient } from '../clients/remember-client.js';
import { verifyDpop, type DpopProof } from '../dpop/verify-dpop.js';
import type { Grant } from '../grants/grants.js';
import { sameText } from '../offers/offer-codes.js';
import { createGrant } from './create-grant.js';
import { grantedCredentials } from './granted-credentials.js';
import type { PresentedRequest, TokenParts } from './token-parts.js';

type Failure =
  'unknown' | 'expired' | 'used' | 'of_other_client' | 'of_other_key' | 'of_other_redirect_uri' | 'verifier_wrong';
type Redemption = { outcome: 'redeemed'; response: TokenResponse } | { outcome: Failure };
type CodeRequest = PresentedRequest<'authorization_code'>;

/** RFC 7636 §4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * An authorization code becomes a grant, once (RFC 6749 §4.1.3). A second use ends the grant and revokes what was issued under it:
 * somebody else has had the code (RFC 6749 §4.1.2).
 *
 * If we die here: before the commit nothing happened and the wallet repeats; after it the code is used, and if the answer was lost
 * the person signs in again.
 * @throws the codes of `verifyDpop` and `rememberClient`; `code_unknown`, `code_expired`, `code_used`, `code_of_other_client`,
 *   `code_of_other_key`, `code_of_other_redirect_uri`, `code_verifier_wrong`, `dpop_replayed`, `authorization_details_unknown`
 */
export async function redeemAuthorizationCode(presented: CodeRequest, parts: TokenParts): Promise<TokenResponse> {
  const { tenant, client, dpopHeader: header } = presented;
  const tenantId = tenant.slug;
  const id = await readAuthorizationCode(tenantId, presented.asked.code, parts.keys);
  if (id === undefined) throw refused('unknown');
  const proof = await verifyDpop({ tenantId, header, url: `${tenant.identifier}/token` }, parts);
  const now = parts.clock();
  // Outcomes are answers and not errors in here: what a second use ends must stay ended.
  const redemption = await parts.unitOfWork.tx(async (): Promise<Redemption> => {
    const authorization = await parts.authorizations.find(tenantId, id);
    if (authorization === undefined) return { outcome: 'unknown' };
    const failure = failureOf(authorization, presented, proof);
    if (failure !== undefined) return { outcome: failure };
    if (authorization.state === 'redeemed') {
      const grantId = await parts.grants.end(tenantId, { kind: 'authorization', id });
      if (grantId !== undefined) await parts.revokeGrant(tenantId, grantId);
      return { outcome: 'used' };
    }
    // After the code: one that was used before ends what came of it, also where everything else is repeated with it.
    const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
    if (!unseen) throw refusal('dpop_replayed', 'The DPoP proof was used before.');
    await rememberClient(tenantId, client, parts);
    const granted = await grantOf(authorization, presented, proof, { now, parts });
    if (granted === undefined) return { outcome: 'unknown' };
    if (authorization.expiresAt <= now) return { outcome: 'expired' };
    const isFirst = await parts.authorizations.change(tenantId, id, 'code_issued', { state: 'redeemed' });
    if (!isFirst) return { outcome: 'used' };
    const { grant, response } = createGrant(granted, parts);
    await parts.grants.add(grant);
    return { outcome: 'redeemed', response };
  });
  if (redemption.outcome !== 'redeemed') throw refused(redemption.outcome);
  return redemption.response;
}

/** Whether it is the client, key and browser way that the code was given for. */
function failureOf(authorization: Authorization, presented: CodeRequest, proof: DpopProof): Failure | undefined {
  const { client, asked } = presented;
  if (authorization.clientId !== client.clientId) return 'of_other_client';
  if (asked.redirectUri !== undefined && asked.redirectUri !== authorization.redirectUri) {
    return 'of_other_redirect_uri';
  }
  if (!isVerifierOf(authorization.codeChallenge, asked.codeVerifier)) return 'verifier_wrong';
  if (authorization.dpopKey !== null && authorization.dpopKey !== proof.thumbprint) return 'of_other_key';
  return authorization.attestationKey === (client.attestationKey ?? null) ? undefined : 'of_other_key';
}

function isVerifierOf(codeChallenge: string, codeVerifier: string | undefined): boolean {
  if (codeVerifier === undefined || !VERIFIER.test(codeVerifier)) return false;
  return sameText(codeChallenge, encodeBase64url(sha256(encodeUtf8(codeVerifier))));
}

/** All but its tokens; `undefined` where nobody has signed in, or he was erased since. @throws `authorization_details_unknown` */
async function grantOf(
  authorization: Authorization,
  { client, asked }: CodeRequest,
  proof: DpopProof,
  { now, parts }: { now: number; parts: TokenParts },
) {
  const { tenantId, subjectRecordId, id, attestationKey } = authorization;
  if (authorization.state !== 'code_issued' || subjectRecordId === null) return undefined;
  if (!(await parts.isKnownSubject(tenantId, subjectRecordId))) return undefined;
  return {
    ...{ tenantId, subjectRecordId, attestationKey, createdAt: now },
    origin: { kind: 'authorization', id },
    clientId: client.clientId ?? null,
    dpopKey: proof.thumbprint,
    authorized: grantedCredentials(authorization.asked, asked.authorizationDetails, now),
  } satisfies Partial<Grant>;
}

const WORDS: Record<Failure, string> = {
  unknown: 'The authorization code is not known.',
  expired: 'The authorization code has expired.',
  used: 'The authorization code was used before: what came of it has been ended.',
  of_other_client: 'The authorization code was given to another client.',
  of_other_key: 'The authorization code is bound to another key.',
  of_other_redirect_uri: 'The redirect URI is another than in the authorization request.',
  verifier_wrong: 'The code verifier is missing, or does not fit the code challenge.',
};

/** `invalid_grant` covers all of them (RFC 6749 §5.2, RFC 7636 §4.6). */
function refused(failure: Failure): CodedError {
  return refusal(`code_${failure}`, WORDS[failure]);
}
