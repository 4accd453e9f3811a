import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  PRE_AUTHORIZED_CODE_GRANT,
  createCredentialOffer,
  createCredentialOfferLink,
  parseCredentialOffer,
  parseCredentialOfferLink,
  parseIssuerMetadata,
  issuerMetadataUrl,
  authorizationServerMetadataUrl,
  verifyKeyProof,
} from '#openid4vci';
import { verifyWithWebCrypto, type JsonObject } from '#primitives';

interface Vectors {
  offers: JsonObject[];
  issuerMetadata: JsonObject;
  link: string;
  referenceLink: string;
  keyProof: { jwt: string; audience: string; iat: number; nonce: string };
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../test/vectors/openid4vci/openid4vci.json', import.meta.url), 'utf8'),
) as Vectors;
const coded = (code: string) => expect.objectContaining({ code });

describe('published examples of OpenID4VCI 1.0', () => {
  test('reads the credential offers, by value, in a link and by reference', () => {
    for (const offer of vectors.offers) expect(parseCredentialOffer(JSON.stringify(offer))).toEqual(offer);
    const link = parseCredentialOfferLink(vectors.link);
    expect(link).toMatchObject({ kind: 'value', offer: { credential_configuration_ids: ['org.iso.18013.5.1.mDL'] } });
    expect(parseCredentialOfferLink(vectors.referenceLink)).toEqual({
      kind: 'reference',
      uri: 'https://server.example.com/credential-offer/GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM',
    });
  });

  test('reads the issuer metadata, for the very identifier only', () => {
    const identifier = vectors.issuerMetadata.credential_issuer as string;
    const metadata = parseIssuerMetadata(JSON.stringify(vectors.issuerMetadata), identifier);
    expect(metadata).toEqual(vectors.issuerMetadata);
    const other = () => parseIssuerMetadata(JSON.stringify(vectors.issuerMetadata), `${identifier}/`);
    expect(other).toThrow(coded('issuer_metadata_mismatch'));
  });

  test('verifies the key proof of §F.1', async () => {
    const { jwt, audience, iat, nonce } = vectors.keyProof;
    const expected = {
      audience,
      checkNonce: (credentialNonce: string) => credentialNonce === nonce,
      clock: () => iat * 1000,
      verifySignature: verifyWithWebCrypto,
    };
    const verified = await verifyKeyProof(jwt, expected);
    expect(verified.publicJwk).toMatchObject({ x: 'nUWAoAv3XZith8E7i19OdaxOLYFOwM-Z2EuM02TirT4' });
  });

  test('puts the well-known string between host and path (§12.2.2)', () => {
    expect(issuerMetadataUrl('https://issuer.example.com/tenant')).toBe(
      'https://issuer.example.com/.well-known/openid-credential-issuer/tenant',
    );
    expect(authorizationServerMetadataUrl('http://localhost:4001')).toBe(
      'http://localhost:4001/.well-known/oauth-authorization-server',
    );
  });
});

describe('a credential offer', () => {
  const offer = createCredentialOffer({
    credentialIssuer: 'https://issuer.example/eau',
    credentialConfigurationIds: ['residency'],
    preAuthorizedCode: 'code',
    transactionCode: { length: 6, inputMode: 'numeric', description: 'In the letter' },
  });

  test('survives its link', () => {
    expect(parseCredentialOfferLink(createCredentialOfferLink({ value: offer }))).toEqual({ kind: 'value', offer });
    const reference = createCredentialOfferLink({ reference: 'https://issuer.example/eau/offers/1' });
    expect(parseCredentialOfferLink(reference)).toMatchObject({ uri: 'https://issuer.example/eau/offers/1' });
    expect(offer.grants?.[PRE_AUTHORIZED_CODE_GRANT]?.tx_code).toEqual({
      input_mode: 'numeric',
      length: 6,
      description: 'In the letter',
    });
  });

  test('is refused where it is malformed, insecure or ambiguous', () => {
    const broken = (change: object) => () => parseCredentialOffer(JSON.stringify({ ...offer, ...change }));
    expect(broken({ credential_configuration_ids: [] })).toThrow(coded('malformed_credential_offer'));
    expect(broken({ credential_configuration_ids: ['a', 'a'] })).toThrow(coded('malformed_credential_offer'));
    expect(broken({ credential_issuer: 'http://issuer.example' })).toThrow(coded('insecure_url'));
    expect(broken({ credential_issuer: 'https://issuer.example?x=1' })).toThrow(coded('malformed_credential_offer'));
    expect(() => parseCredentialOfferLink('openid-credential-offer://')).toThrow(coded('malformed_credential_offer'));
    const both = `${createCredentialOfferLink({ value: offer })}&credential_offer_uri=https%3A%2F%2Fx.example`;
    expect(() => parseCredentialOfferLink(both)).toThrow(coded('malformed_credential_offer'));
    const insecure = createCredentialOfferLink({ reference: 'http://issuer.example/o' });
    expect(() => parseCredentialOfferLink(insecure)).toThrow(coded('insecure_url'));
  });
});
