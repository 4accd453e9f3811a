import { parseTokenRequest, type TokenResponse } from '#openid4vci';
import { assertOurs, encodeBase64url, refusal, type CodedError, type RandomBytes } from '#primitives';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import { verifyDpop, type DpopParts } from '../dpop/verify-dpop.js';
import { createToken } from '../grants/grant-tokens.js';
import type { Grant, Grants } from '../grants/grants.js';
import type { KeyedDigests } from '../keyed-digests.js';
import { readPreAuthorizedCode, sameText, transactionCodeDigest } from '../offers/offer-codes.js';
import type { Offer, Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';

export interface TokenParts extends DpopParts {
  unitOfWork: UnitOfWork;
  offers: Offers;
  grants: Grants;
  oneTimeValues: OneTimeValues;
  keys: KeyedDigests;
  accessTokenTtlSeconds: number;
  transactionCodeAttempts: number;
  random: RandomBytes;
}

type Failure = 'replayed' | 'unknown' | 'withdrawn' | 'expired' | 'used' | 'locked' | 'wrong_code';
type Redemption = { outcome: 'redeemed' } | { outcome: Failure; attemptsLeft?: number };

/**
 * The token endpoint: a pre-authorized code and its transaction code become an access token, once (OpenID4VCI 1.0 §6).
 *
 * If we die here: before the commit nothing happened and the wallet repeats; after it the code is used and, if the answer was
 * lost, the operator makes another offer.
 * @throws the codes of `parseTokenRequest`, `verifyDpop`; `transaction_code_missing`, `code_unknown`, `code_expired`,
 *   `code_used`, `code_withdrawn`, `transaction_code_wrong`, `transaction_code_locked`, `dpop_replayed`
 */
export async function redeemCode(
  tenant: IssuingTenant,
  request: { form: string; dpopHeader: string | string[] | undefined },
  parts: TokenParts,
): Promise<TokenResponse> {
  const { preAuthorizedCode, transactionCode } = parseTokenRequest(request.form);
  const tenantId = tenant.slug;
  const url = `${tenant.identifier}/token`;
  const proof = await verifyDpop({ tenantId, header: request.dpopHeader, url }, parts);
  const id = await readPreAuthorizedCode(tenantId, preAuthorizedCode, parts.keys);
  if (id === undefined) throw refused({ outcome: 'unknown' });
  if (transactionCode === undefined) {
    throw refusal('transaction_code_missing', 'The offer asks for a transaction code.');
  }
  const sentDigest = await transactionCodeDigest({ tenantId, id }, transactionCode, parts.keys);
  const grantId = encodeBase64url(parts.random(16));
  const token = createToken('access', grantId, parts.random);
  const now = parts.clock();
  const accessTokenExpiresAt = now + parts.accessTokenTtlSeconds * 1000;
  const bound = { dpopKey: proof.thumbprint, accessTokenDigest: token.digest, accessTokenExpiresAt };
  // Outcomes are answers and not errors in here: a wrong code must stay counted.
  const redemption = await parts.unitOfWork.tx(async (): Promise<Redemption> => {
    const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
    if (!unseen) return { outcome: 'replayed' };
    const offer = await parts.offers.find(tenantId, id);
    const state = stateOf(offer, now);
    if (state !== 'open') return { outcome: state };
    assertOurs(offer, 'an open offer is there');
    if (!sameText(sentDigest, offer.transactionCodeDigest)) {
      const failedAttempts = offer.failedAttempts + 1;
      const attemptsLeft = Math.max(0, parts.transactionCodeAttempts - failedAttempts);
      const locked = attemptsLeft === 0;
      await parts.offers.noteWrongCode(tenantId, id, { failedAttempts, locked });
      return locked ? { outcome: 'locked' } : { outcome: 'wrong_code', attemptsLeft };
    }
    if (!(await parts.offers.redeem(tenantId, id))) return { outcome: 'used' };
    await parts.grants.add({ ...grantOf(offer, grantId, now), ...bound });
    return { outcome: 'redeemed' };
  });
  if (redemption.outcome !== 'redeemed') throw refused(redemption);
  return { access_token: token.text, token_type: 'DPoP', expires_in: parts.accessTokenTtlSeconds };
}

/** All but its tokens. */
function grantOf(offer: Offer, id: string, now: number) {
  const { tenantId, subjectRecordId, credentialTypeId: credentialConfigurationId } = offer;
  const granted = { credentialConfigurationId, credentialIdentifiers: null, issuedInWindow: 0, windowBeganAt: now };
  return {
    ...{ tenantId, id, subjectRecordId, clientId: null, authorized: [granted], createdAt: now },
    origin: { kind: 'offer', id: offer.id },
    state: 'active',
    ...{ attestationKey: null, refreshTokenDigest: null, refreshTokenExpiresAt: null },
  } satisfies Partial<Grant>;
}

function stateOf(offer: Offer | undefined, now: number): 'open' | Failure {
  if (offer === undefined) return 'unknown';
  if (offer.state === 'redeemed') return 'used';
  if (offer.state !== 'open') return offer.state;
  return offer.expiresAt <= now ? 'expired' : 'open';
}

const WORDS: Record<Failure, { code: string; message: string }> = {
  replayed: { code: 'dpop_replayed', message: 'The DPoP proof was used before.' },
  unknown: { code: 'code_unknown', message: 'The pre-authorized code is not known.' },
  withdrawn: { code: 'code_withdrawn', message: 'The offer was withdrawn.' },
  expired: { code: 'code_expired', message: 'The offer has expired.' },
  used: { code: 'code_used', message: 'The offer was redeemed before.' },
  locked: {
    code: 'transaction_code_locked',
    message: 'Too many wrong transaction codes: the offer is locked.',
  },
  wrong_code: { code: 'transaction_code_wrong', message: 'The transaction code is wrong.' },
};

/**
 * `invalid_grant` covers all of them (OpenID4VCI 1.0 §6.3); a wallet that wants to explain reads `incola_reason`, and how often
 * it may still try, `incola_attempts_left`. Others ignore what they don't know (RFC 6749 §5.2 closes no list of members).
 */
function refused({ outcome, attemptsLeft }: { outcome: Failure; attemptsLeft?: number }): CodedError {
  const { code, message } = WORDS[outcome];
  const extensions: Record<string, string | number> = { incola_reason: code };
  if (attemptsLeft !== undefined) extensions.incola_attempts_left = attemptsLeft;
  return refusal(code, message, { extensions });
}
