import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyWithNodeCrypto } from '#identity';
import { parseIssuerMetadata } from '#openid4vci';
import { parseJws, verifyJws } from '#primitives';
import { validateChain } from '#trust';
import { preferredLanguages } from '../src/well-known/preferred-languages.js';
import { prefersSigned } from '../src/well-known/prefers-signed.js';
import { ATTESTED, ENCRYPTED, PLAIN, startTenants } from './credential-tenants.js';
import type { IssuerUnderTest } from './issuer-under-test.js';

describe('the issuer metadata', () => {
  let issuer: IssuerUnderTest;
  beforeAll(async () => {
    issuer = await startTenants();
  });
  afterAll(() => issuer.close());
  const read = (tenant: string, headers: Record<string, string> = {}) =>
    fetch(`${issuer.url}/.well-known/openid-credential-issuer/${tenant}`, { headers });

  test('names every endpoint, a scope for each configuration, proof types, encryption, and how often to use what', async () => {
    const answer = await read(PLAIN);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('vary')).toBe('Accept, Accept-Language');
    const identifier = `${issuer.url}/${PLAIN}`;
    const metadata = parseIssuerMetadata(await answer.text(), identifier);
    expect(metadata).toMatchObject({
      credential_endpoint: `${identifier}/credential`,
      nonce_endpoint: `${identifier}/nonce`,
      deferred_credential_endpoint: `${identifier}/deferred-credential`,
      notification_endpoint: `${identifier}/notification`,
      batch_credential_issuance: { batch_size: 10 },
      credential_request_encryption: {
        jwks: {
          keys: [
            {
              kty: 'EC',
              crv: 'P-256',
              alg: 'ECDH-ES',
              use: 'enc',
              kid: expect.stringMatching(/^[\w-]{43}$/) as unknown,
            },
          ],
        },
        enc_values_supported: ['A256GCM', 'A128GCM'],
        zip_values_supported: ['DEF'],
        encryption_required: false,
      },
      credential_response_encryption: {
        alg_values_supported: ['ECDH-ES'],
        enc_values_supported: ['A256GCM', 'A128GCM'],
        zip_values_supported: ['DEF'],
        encryption_required: false,
      },
    });
    for (const configuration of Object.values(metadata.credential_configurations_supported)) {
      expect(configuration.scope).toBeTruthy();
      expect(configuration.proof_types_supported).toEqual({ jwt: { proof_signing_alg_values_supported: ['ES256'] } });
      expect(configuration.credential_metadata).toMatchObject({
        credential_reuse_policy: {
          id: 'arf_annex_ii',
          options: [{ details: ['once_only'], batch_size: 10, reissue_trigger_unused: 2 }],
        },
      });
    }
  });

  test('says which keys must be attested, and that encryption is required, where it is so', async () => {
    const attested = parseIssuerMetadata(await (await read(ATTESTED)).text(), `${issuer.url}/${ATTESTED}`);
    const required = { key_storage: ['iso_18045_moderate', 'iso_18045_high'] };
    const proofType = { proof_signing_alg_values_supported: ['ES256'], key_attestations_required: required };
    expect(attested.credential_configurations_supported.residency?.proof_types_supported).toEqual({
      jwt: proofType,
      attestation: proofType,
    });
    const encrypted = (await (await read(ENCRYPTED)).json()) as Record<string, { encryption_required: boolean }>;
    expect(encrypted.credential_request_encryption?.encryption_required).toBe(true);
    expect(encrypted.credential_response_encryption?.encryption_required).toBe(true);
  });

  test('is signed for who asks for that, by the issuing key, with the same content', async () => {
    const answer = await read(PLAIN, { accept: 'application/jwt' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/jwt']);
    const jws = parseJws(await answer.text());
    const { x5c } = jws.header as { x5c: string[] };
    expect(jws.header.typ).toBe('openidvci-issuer-metadata+jwt');
    const now = Math.floor(issuer.clock.now() / 1000);
    const chain = await validateChain(x5c, [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
    if (chain.outcome !== 'trusted') throw new Error(chain.code);
    expect(await verifyJws(jws, chain.leaf.publicJwk, verifyWithNodeCrypto)).toBe(true);
    const { sub, iat, exp, ...metadata } = jws.payload;
    expect([sub, (exp as number) - (iat as number)]).toEqual([`${issuer.url}/${PLAIN}`, 86_400]);
    expect(metadata).toEqual(await (await read(PLAIN)).json());
  });

  test('is not sent again to who has it, and comes in the languages asked for', async () => {
    const first = await read(PLAIN);
    expect(first.headers.get('content-language')).toBe('en, fr');
    const etag = first.headers.get('etag') as string;
    const again = await read(PLAIN, { 'if-none-match': `"x", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const french = await read(PLAIN, { 'accept-language': 'fr-CH, de;q=0.7', 'if-none-match': etag });
    expect([french.status, french.headers.get('content-language')]).toEqual([200, 'fr']);
    const { display, credential_configurations_supported: configurations } = parseIssuerMetadata(
      await french.text(),
      `${issuer.url}/${PLAIN}`,
    );
    expect(display?.map(({ locale }) => locale)).toEqual(['fr']);
    const claims = configurations.residency?.credential_metadata?.claims ?? [];
    expect(new Set(claims.flatMap((claim) => (claim.display ?? []).map(({ locale }) => locale)))).toEqual(
      new Set(['fr']),
    );
  });
});

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['application/jwt', true],
  ['APPLICATION/JWT; q=0.8', true],
  ['application/jwt;q=0', false],
  ['application/jwt;q=7', false],
  ['application/jwt, application/json;q=0.9', true],
  ['application/json, application/jwt;q=0.9', false],
  ['application/json, application/jwt', false],
  ['application/jwt, application/json, */*', true],
  [`application/jwt${' '.repeat(600)}`, false],
])('who accepts %s gets signed metadata: %s', (accept, signed) => {
  expect(prefersSigned(accept)).toBe(signed);
});

test.each<[string | undefined, string[]]>([
  [undefined, ['en', 'fr']],
  ['*', ['en', 'fr']],
  ['fr', ['fr']],
  ['fr-FR,fr;q=0.9', ['fr']],
  ['fr, en;q=0.8', ['en', 'fr']],
  ['fr;q=0, en', ['en']],
  ['de', ['en', 'fr']],
  ['x'.repeat(600), ['en', 'fr']],
])('who asks for %s gets %j', (acceptLanguage, languages) => {
  expect(preferredLanguages(acceptLanguage)).toEqual(languages);
});
