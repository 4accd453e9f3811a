import { z } from 'zod';
import { parseJsonObject, parsePublicUrl, refusal } from '#primitives';
import { parseShape } from './parse-shape.js';

export const PRE_AUTHORIZED_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

const OFFER_LIMITS = { maxLength: 16 * 1024, maxDepth: 8 };
const MAX_LINK_LENGTH = 32 * 1024;

const transactionCodeRules = z.looseObject({
  input_mode: z.enum(['numeric', 'text']).optional(),
  length: z.int().min(1).max(64).optional(),
  description: z.string().max(300).optional(),
});

/** OpenID4VCI 1.0 §4.1.1. Unrecognised parameters are ignored, as it says. */
export const credentialOfferShape = z.looseObject({
  credential_issuer: z.string().max(2048),
  credential_configuration_ids: z.array(z.string().min(1).max(256)).min(1).max(16),
  grants: z
    .looseObject({
      authorization_code: z.looseObject({ issuer_state: z.string().max(512).optional() }).optional(),
      [PRE_AUTHORIZED_CODE_GRANT]: z
        .looseObject({
          'pre-authorized_code': z.string().min(1).max(2048),
          tx_code: transactionCodeRules.optional(),
        })
        .optional(),
    })
    .optional(),
});

export type CredentialOffer = z.infer<typeof credentialOfferShape>;
export type TransactionCodeRules = z.infer<typeof transactionCodeRules>;

/** A credential offer under one grant or both, of which the wallet chooses (OpenID4VCI 1.0 §4.1.1). */
export function createCredentialOffer(offer: {
  /** Credential issuer identifier. */
  credentialIssuer: string;
  credentialConfigurationIds: string[];
  /** Present: the offer may be picked up by signing in. */
  issuerState?: string;
  preAuthorizedCode?: string;
  /** Absent: no transaction code is asked. The description has at most 300 characters. */
  transactionCode?: { length: number; inputMode: 'numeric' | 'text'; description?: string };
}): CredentialOffer {
  const { issuerState, preAuthorizedCode, transactionCode } = offer;
  const rules = transactionCode && {
    input_mode: transactionCode.inputMode,
    length: transactionCode.length,
    ...(transactionCode.description === undefined ? {} : { description: transactionCode.description }),
  };
  return {
    credential_issuer: offer.credentialIssuer,
    credential_configuration_ids: offer.credentialConfigurationIds,
    grants: {
      ...(issuerState === undefined ? {} : { authorization_code: { issuer_state: issuerState } }),
      ...(preAuthorizedCode === undefined
        ? {}
        : {
            [PRE_AUTHORIZED_CODE_GRANT]: {
              'pre-authorized_code': preAuthorizedCode,
              ...(rules === undefined ? {} : { tx_code: rules }),
            },
          }),
    },
  };
}

/** The `openid-credential-offer://` link, by value or by reference (OpenID4VCI 1.0 §4.1.2, §4.1.3). */
export function createCredentialOfferLink(offer: { value: CredentialOffer } | { reference: string }): string {
  const query = new URLSearchParams(
    'value' in offer ? { credential_offer: JSON.stringify(offer.value) } : { credential_offer_uri: offer.reference },
  );
  return `openid-credential-offer://?${query.toString()}`;
}

/**
 * Reads a link of any scheme (wallets on the web are reached by https links).
 * @throws `malformed_credential_offer`, and the codes of `parsePublicUrl` for the reference
 */
export function parseCredentialOfferLink(
  link: string,
): { kind: 'value'; offer: CredentialOffer } | { kind: 'reference'; uri: string } {
  const start = link.indexOf('?');
  if (start < 0 || link.length > MAX_LINK_LENGTH) throw malformedOffer('no query');
  const query = new URLSearchParams(link.slice(start + 1));
  const value = query.getAll('credential_offer');
  const reference = query.getAll('credential_offer_uri');
  // §4.1: one of the two, never both.
  if (value.length + reference.length !== 1) throw malformedOffer('not exactly one offer');
  if (reference[0] !== undefined) return { kind: 'reference', uri: parsePublicUrl(reference[0]).href };
  return { kind: 'value', offer: parseCredentialOffer(value[0] as string) };
}

/** @throws `malformed_credential_offer`, the JSON codes, and those of `parsePublicUrl` for the issuer's identifier */
export function parseCredentialOffer(text: string): CredentialOffer {
  const offer = parseShape(
    credentialOfferShape,
    parseJsonObject(text, OFFER_LIMITS),
    'malformed_credential_offer',
    'The credential offer is not well formed.',
  );
  const url = parsePublicUrl(offer.credential_issuer);
  if (url.search !== '') throw malformedOffer('an issuer identifier with a query');
  if (new Set(offer.credential_configuration_ids).size !== offer.credential_configuration_ids.length) {
    throw malformedOffer('credential configurations are not unique');
  }
  return offer;
}

function malformedOffer(privateDetail: string) {
  return refusal('malformed_credential_offer', 'The credential offer is not well formed.', { privateDetail });
}
