import type { TokenResponse } from '#openid4vci';
import { assertOurs, refusal, type CodedError } from '#primitives';
import { rememberClient } from '../clients/remember-client.js';
import { verifyDpop } from '../dpop/verify-dpop.js';
import type { Grant } from '../grants/grants.js';
import { readPreAuthorizedCode, sameText, transactionCodeDigest } from '../offers/offer-codes.js';
import { offeredConfigurations } from '../offers/offered-configurations.js';
import type { Offer } from '../offers/offers.js';
import { createGrant } from './create-grant.js';
import { grantedCredentials } from './granted-credentials.js';
import type { PresentedRequest, TokenParts } from './token-parts.js';

type Failure = 'replayed' | 'unknown' | 'withdrawn' | 'expired' | 'used' | 'locked' | 'wrong_code';
type Redemption = { outcome: 'redeemed'; response: TokenResponse } | { outcome: Failure; attemptsLeft?: number };

/**
 * A pre-authorized code and its transaction code become a grant, once (OpenID4VCI 1.0 §6).
 *
 * If we die here: before the commit nothing happened and the wallet repeats; after it the code is used and, if the answer was
 * lost, the operator makes another offer.
 * @throws the codes of `verifyDpop` and `rememberClient`; `transaction_code_missing`, `code_unknown`, `code_expired`, `code_used`,
 *   `code_withdrawn`, `transaction_code_wrong`, `transaction_code_locked`, `dpop_replayed`, `authorization_details_unknown`
 */
export async function redeemPreAuthorizedCode(
  presented: PresentedRequest<'pre-authorized_code'>,
  parts: TokenParts,
): Promise<TokenResponse> {
  const { tenant, client, dpopHeader: header } = presented;
  const { preAuthorizedCode, transactionCode } = presented.asked;
  const tenantId = tenant.slug;
  const proof = await verifyDpop({ tenantId, header, url: `${tenant.identifier}/token` }, parts);
  const id = await readPreAuthorizedCode(tenantId, preAuthorizedCode, parts.keys);
  if (id === undefined) throw refused({ outcome: 'unknown' });
  if (transactionCode === undefined) {
    throw refusal('transaction_code_missing', 'The offer asks for a transaction code.');
  }
  const sentDigest = await transactionCodeDigest({ tenantId, id }, transactionCode, parts.keys);
  const now = parts.clock();
  // Outcomes are answers and not errors in here: a wrong code must stay counted.
  const redemption = await parts.unitOfWork.tx(async (): Promise<Redemption> => {
    const unseen = await parts.oneTimeValues.remember(tenantId, 'dpop', proof.replayDigest, proof.expiresAt * 1000);
    if (!unseen) return { outcome: 'replayed' };
    await rememberClient(tenantId, client, parts);
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
    const granted = grantOf(offer, presented, proof.thumbprint, now);
    if (!(await parts.offers.redeem(tenantId, id))) return { outcome: 'used' };
    const { grant, response } = createGrant(granted, parts);
    await parts.grants.add(grant);
    return { outcome: 'redeemed', response };
  });
  if (redemption.outcome !== 'redeemed') throw refused(redemption);
  return redemption.response;
}

/** All but its tokens. @throws `authorization_details_unknown` */
function grantOf(
  offer: Offer,
  { tenant, client, asked }: PresentedRequest<'pre-authorized_code'>,
  dpopKey: string,
  now: number,
) {
  const { tenantId, subjectRecordId } = offer;
  return {
    ...{ tenantId, subjectRecordId, dpopKey, createdAt: now },
    origin: { kind: 'offer', id: offer.id },
    clientId: client.clientId ?? null,
    attestationKey: client.attestationKey ?? null,
    authorized: grantedCredentials(
      offeredConfigurations(tenant, offer).map((credentialConfigurationId) => ({ credentialConfigurationId })),
      asked.authorizationDetails,
      now,
    ),
  } satisfies Partial<Grant>;
}

function stateOf(offer: Offer | undefined, now: number): 'open' | Failure {
  if (offer === undefined || !offer.grantTypes.includes('pre-authorized_code')) return 'unknown';
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
