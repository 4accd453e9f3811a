import type { CredentialType } from '#credential-types';
import { createCredentialOffer, createCredentialOfferLink, type CredentialOffer } from '#openid4vci';
import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import { checkEvidence, needsBirthEvidence } from '../claims/check-evidence.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import type { KeyedDigests } from '../keyed-digests.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { UnitOfWork } from '../unit-of-work.js';
import {
  createTransactionCode,
  issuerStateOf,
  preAuthorizedCodeOf,
  TRANSACTION_CODE_DIGITS,
  transactionCodeDigest,
} from './offer-codes.js';
import { offeredConfigurations } from './offered-configurations.js';
import type { Offer, OfferGrantType, Offers } from './offers.js';

export interface OfferParts {
  unitOfWork: UnitOfWork;
  offers: Offers;
  /** Whether there is such a record, not erased. */
  isKnownSubject(tenantId: string, subjectRecordId: string): Promise<boolean>;
  /** @throws `unknown_subject_record` */
  readFacts(tenantId: string, subjectRecordId: string): Promise<Pick<CustomerFacts, 'birth'>>;
  keys: KeyedDigests;
  offerTtlSeconds: number;
  clock: Clock;
  random: RandomBytes;
}

/** What the operator gets: the links for one channel, the transaction code for another. Neither can be read again. */
export interface CreatedOffer {
  id: string;
  /** Link by value. */
  credentialOffer: string;
  /** Address of the offer object, and the link that refers to it. */
  credentialOfferUri: string;
  walletLink: string;
  /** Absent where it is not asked: the offer is picked up by signing in only. */
  transactionCode?: string;
  /** RFC 3339. */
  expiresAt: string;
}

/**
 * Offers one customer a credential, for one use (OpenID4VCI 1.0 §4.1).
 * @throws `unknown_subject_record`, `unknown_credential_type`, `birth_evidence_missing`
 */
export async function createOffer(
  tenant: IssuingTenant,
  wanted: { subjectRecordId: string; credentialTypeId?: string | undefined; grantTypes?: OfferGrantType[] | undefined },
  parts: OfferParts,
): Promise<CreatedOffer> {
  const type = tenant.credentialTypes.find(
    ({ id }) => id === (wanted.credentialTypeId ?? tenant.credentialTypes[0]?.id),
  );
  if (type === undefined) throw refusal('unknown_credential_type', 'There is no such credential type.');
  const grantTypes = await grantTypesFor(tenant, type, wanted, parts);
  const place = { tenantId: tenant.slug, id: encodeBase64url(parts.random(16)) };
  const transactionCode = createTransactionCode(parts.random);
  const createdAt = parts.clock();
  const offer: Offer = {
    ...place,
    subjectRecordId: wanted.subjectRecordId,
    credentialTypeId: type.id,
    grantTypes: [...new Set(grantTypes)],
    state: 'open',
    transactionCodeDigest: await transactionCodeDigest(place, transactionCode, parts.keys),
    failedAttempts: 0,
    createdAt,
    expiresAt: createdAt + parts.offerTtlSeconds * 1000,
  };
  await parts.unitOfWork.tx(async () => {
    if (!(await parts.isKnownSubject(tenant.slug, wanted.subjectRecordId))) {
      throw refusal('unknown_subject_record', 'There is no such subject record.');
    }
    await parts.offers.add(offer);
  });
  const credentialOfferUri = publicEndpoint(tenant.identifier, 'offers', offer.id);
  return {
    id: offer.id,
    credentialOffer: createCredentialOfferLink({ value: await writeCredentialOffer(tenant, offer, parts.keys) }),
    credentialOfferUri,
    walletLink: createCredentialOfferLink({ reference: credentialOfferUri }),
    ...(offer.grantTypes.includes('pre-authorized_code') ? { transactionCode } : {}),
    expiresAt: new Date(offer.expiresAt).toISOString(),
  };
}

/** The offer object, which is the same each time it is written. */
export async function writeCredentialOffer(
  tenant: IssuingTenant,
  offer: Offer,
  keys: KeyedDigests,
): Promise<CredentialOffer> {
  const isBy = (grantType: OfferGrantType) => offer.grantTypes.includes(grantType);
  return createCredentialOffer({
    credentialIssuer: tenant.identifier,
    credentialConfigurationIds: offeredConfigurations(tenant, offer),
    ...(isBy('authorization_code') ? { issuerState: await issuerStateOf(offer, keys) } : {}),
    ...(isBy('pre-authorized_code')
      ? { preAuthorizedCode: await preAuthorizedCodeOf(offer, keys), transactionCode: transactionCodeRules(tenant) }
      : {}),
  });
}

function transactionCodeRules(tenant: IssuingTenant) {
  return {
    length: TRANSACTION_CODE_DIGITS,
    inputMode: 'numeric' as const,
    // One text for all languages (OpenID4VCI 1.0 §4.1.1); wallets say in their own what the code is.
    description: `Code · ${tenant.name}`.slice(0, 300),
  };
}

/**
 * By what the offer may be picked up. A proof of age of whom no date of birth is recorded needs the sign-in, in which he shows who he is;
 * what can't be had is said now and not to the citizen later. The credential endpoint looks again.
 * @throws `birth_evidence_missing`
 */
async function grantTypesFor(
  tenant: IssuingTenant,
  type: CredentialType,
  wanted: { subjectRecordId: string; grantTypes?: OfferGrantType[] | undefined },
  parts: OfferParts,
): Promise<OfferGrantType[]> {
  const grantTypes = wanted.grantTypes ?? defaultGrantTypes(tenant);
  if (!needsBirthEvidence(type)) return grantTypes;
  const facts = await parts.readFacts(tenant.slug, wanted.subjectRecordId);
  const isShownInSignIn = facts.birth === undefined && tenant.asksForIdentity;
  if (isShownInSignIn && wanted.grantTypes?.includes('pre-authorized_code') !== true) return ['authorization_code'];
  checkEvidence(type, facts);
  return grantTypes;
}

/** As the tenant's profiles have it: public wallets bring a code, others lead to the sign-in. */
function defaultGrantTypes({ profiles }: IssuingTenant): OfferGrantType[] {
  return [
    ...(profiles.includes('base') ? (['pre-authorized_code'] as const) : []),
    ...(profiles.includes('haip') ? (['authorization_code'] as const) : []),
  ];
}

/** @throws `unknown_offer` for one that is unknown or can no longer be redeemed, all alike */
export async function readCredentialOffer(
  tenant: IssuingTenant,
  id: string,
  parts: Pick<OfferParts, 'offers' | 'keys' | 'clock'>,
): Promise<CredentialOffer> {
  const offer = await parts.offers.find(tenant.slug, id);
  if (offer === undefined || offer.state !== 'open' || offer.expiresAt <= parts.clock()) {
    throw refusal('unknown_offer', 'There is no such offer, or no longer.');
  }
  return writeCredentialOffer(tenant, offer, parts.keys);
}
