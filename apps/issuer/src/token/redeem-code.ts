import { parseTokenRequest, type TokenResponse } from '#openid4vci';
import { assertOurs, refusal, type CodedError, type RandomBytes } from '#primitives';
import type { OneTimeValues } from '../dpop/one-time-values.js';
import { verifyDpop, type DpopParts } from '../dpop/verify-dpop.js';
import type { KeyedDigests } from '../keyed-digests.js';
import { readPreAuthorizedCode, sameText, transactionCodeDigest } from '../offers/offer-codes.js';
import type { Offer, Offers } from '../offers/offers.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { createAccessToken } from './access-tokens.js';

export interface TokenParts extends DpopParts {
  unitOfWork: UnitOfWork;
  offers: Offers;
  oneTimeValues: OneTimeValues;
  keys: KeyedDigests;
  accessTokenTtlSeconds: number;
  transactionCodeAttempts: number;
  random: RandomBytes;
}

type Redemption = 'redeemed' | 'replayed' | 'unknown' | 'withdrawn' | 'expired' | 'used' | 'locked' | 'wrong_code';

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
  if (id === undefined) throw refused('unknown');
  if (transactionCode === undefined) {
    throw refusal('transaction_code_missing', 'The offer asks for a transaction code.');
  }
  const sentDigest = await transactionCodeDigest({ tenantId, id }, transactionCode, parts.keys);
  const token = createAccessToken(id, parts.random);
  const now = parts.clock();
  const accessTokenExpiresAt = now + parts.accessTokenTtlSeconds * 1000;
  const grant = { accessTokenDigest: token.digest, accessTokenKey: proof.thumbprint, accessTokenExpiresAt };
  // Outcomes are answers and not errors in here: a wrong code must stay counted.
  const redemption = await parts.unitOfWork.tx(async (): Promise<Redemption> => {
    const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
    if (!unseen) return 'replayed';
    const offer = await parts.offers.find(tenantId, id);
    const state = stateOf(offer, now);
    if (state !== 'open') return state;
    assertOurs(offer, 'an open offer is there');
    if (!sameText(sentDigest, offer.transactionCodeDigest)) {
      const failedAttempts = offer.failedAttempts + 1;
      const locked = failedAttempts >= parts.transactionCodeAttempts;
      await parts.offers.noteWrongCode(tenantId, id, { failedAttempts, locked });
      return locked ? 'locked' : 'wrong_code';
    }
    return (await parts.offers.redeem(tenantId, id, grant)) ? 'redeemed' : 'used';
  });
  if (redemption !== 'redeemed') throw refused(redemption);
  return { access_token: token.text, token_type: 'DPoP', expires_in: parts.accessTokenTtlSeconds };
}

function stateOf(offer: Offer | undefined, now: number): 'open' | Exclude<Redemption, 'redeemed'> {
  if (offer === undefined) return 'unknown';
  if (offer.state === 'redeemed') return 'used';
  if (offer.state !== 'open') return offer.state;
  return offer.expiresAt <= now ? 'expired' : 'open';
}

function refused(redemption: Exclude<Redemption, 'redeemed'>): CodedError {
  switch (redemption) {
    case 'replayed':
      return refusal('dpop_replayed', 'The DPoP proof was used before.');
    case 'unknown':
      return refusal('code_unknown', 'The pre-authorized code is not known.');
    case 'withdrawn':
      return refusal('code_withdrawn', 'The offer was withdrawn.');
    case 'expired':
      return refusal('code_expired', 'The offer has expired.');
    case 'used':
      return refusal('code_used', 'The offer was redeemed before.');
    case 'locked':
      return refusal('transaction_code_locked', 'Too many wrong transaction codes: the offer is locked.');
    case 'wrong_code':
      return refusal('transaction_code_wrong', 'The transaction code is wrong.');
  }
}
