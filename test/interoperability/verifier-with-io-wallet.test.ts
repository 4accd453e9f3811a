import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createAuthorizationResponse,
  fetchAuthorizationRequest,
  fetchAuthorizationResponse,
} from '@pagopa/io-wallet-oid4vp';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { CompactEncrypt, decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose';
import { encodeBase64url, encodeUtf8, type JsonObject } from '#primitives';
import { es256Signer } from '../../anchoring/contract/test/founded-cooperative.js';
import { HOME } from '../../apps/verifier/test/fictive-wallet.js';
import { CITY_QUESTION, startSetting, type Setting } from '../../apps/verifier/test/running-verifier.js';

const WALLET_NONCE = 'a-nonce-of-the-wallet';
const WALLET_METADATA = {
  response_types_supported: ['vp_token'],
  response_modes_supported: ['direct_post.jwt'],
  client_id_prefixes_supported: ['x509_hash'],
  request_object_signing_alg_values_supported: ['ES256'],
  vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
};
/** What the city's question asks for, as the library frames it. */
const SHOWN = {
  address: { locality: true },
  resident_for_months_equal_or_over: { 12: true },
  evidence_date: true,
};

describe('our verifier with the libraries of the Italian IO wallet, and SD-JWTs of @sd-jwt', () => {
  let setting: Setting;
  const holder = es256Signer('holder of the IO wallet');

  beforeAll(async () => {
    setting = await startSetting();
  });
  afterAll(() => setting.close());

  /**
   * Fetches by POST and verifies up to the certificate that the client identifier names. The library's own reading of a request
   * holds it to the Italian profile (`iss`, `kid` beside `x5c`, a dozen members of `client_metadata`), so that jose reads it here.
   */
  const readRequest = async (walletLink: string) => {
    const { requestObjectJwt, sendBy } = await fetchAuthorizationRequest({
      authorizeRequestUrl: walletLink,
      callbacks: { fetch },
      walletMetadata: WALLET_METADATA,
      walletNonce: WALLET_NONCE,
    });
    expect(sendBy).toBe('reference');
    const { x5c: [leaf = ''] = [] } = decodeProtectedHeader(requestObjectJwt);
    const certificate = new X509Certificate(Buffer.from(leaf, 'base64'));
    const { payload, protectedHeader } = await jwtVerify(requestObjectJwt, certificate.publicKey, {
      currentDate: new Date(setting.cooperative.time.now * 1000),
      audience: 'https://self-issued.me/v2',
      typ: 'oauth-authz-req+jwt',
    });
    const digest = createHash('sha256').update(certificate.raw).digest('base64url');
    expect(payload.client_id).toBe(`x509_hash:${digest}`);
    expect(protectedHeader.alg).toBe('ES256');
    return payload as unknown as JsonObject;
  };

  const present = async (payload: JsonObject, claims: JsonObject) => {
    const compact = await setting.cooperative.issue(holder.publicJwk, claims);
    const sdJwt = new SDJwtVcInstance({
      hasher: (data, algorithm) => {
        const bytes = typeof data === 'string' ? data : new Uint8Array(data);
        return createHash(algorithm.replace('-', '')).update(bytes).digest();
      },
      hashAlg: 'sha-256',
      kbSigner: async (data) => encodeBase64url(await holder.sign(encodeUtf8(data))),
      kbSignAlg: 'ES256',
    });
    const { nonce, client_id: aud } = payload as { nonce: string; client_id: string };
    return sdJwt.present(compact, SHOWN, {
      kb: { payload: { iat: setting.cooperative.time.now, nonce, aud } },
    });
  };

  const answer = async (payload: JsonObject, presentation: string) => {
    const { jwks } = payload.client_metadata as unknown as { jwks: { keys: (JWK & { kid: string })[] } };
    const encryptJwe = async (
      { enc, publicJwk }: { enc: string; publicJwk: JWK & { kid: string } },
      plaintext: string,
    ) => {
      const encrypting = new CompactEncrypt(encodeUtf8(plaintext));
      encrypting.setProtectedHeader({ alg: 'ECDH-ES', enc, kid: publicJwk.kid });
      return { encryptionJwk: publicJwk, jwe: await encrypting.encrypt(await importJWK(publicJwk, 'ECDH-ES')) };
    };
    const [query] = (payload.dcql_query as unknown as { credentials: { id: string }[] }).credentials;
    const { jarm } = await createAuthorizationResponse({
      callbacks: { encryptJwe: encryptJwe as never, generateRandom: (length: number) => new Uint8Array(length) },
      requestObject: payload as never,
      rpJwks: { jwks: jwks as never, encrypted_response_enc_values_supported: ['A256GCM'] },
      vp_token: { [query?.id ?? '']: [presentation] },
    });
    return fetchAuthorizationResponse({
      authorizationResponseJarm: jarm.responseJwe,
      callbacks: { fetch },
      presentationResponseUri: payload.response_uri as string,
    });
  };

  test('the request is read and verified, for this wallet alone, and its answer is confirmed', async () => {
    const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
    const asked = await readRequest(walletLink);
    expect(asked).toMatchObject({ wallet_nonce: WALLET_NONCE, response_mode: 'direct_post.jwt' });
    await answer(asked, await present(asked, HOME));
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body).toMatchObject({
      status: 'verified',
      answer: [{ claims: { address: { locality: 'Ville-Imaginaire' } } }],
    });
    expect(JSON.stringify(body.answer)).not.toContain('Fictive');
  });

  test('another nonce than the one asked for is refused, and the wallet learns no more than that', async () => {
    const { id, walletLink } = await setting.ask('city', CITY_QUESTION);
    const asked = await readRequest(walletLink);
    const presentation = await present({ ...asked, nonce: 'A'.repeat(43) }, HOME);
    await expect(answer(asked, presentation)).rejects.toThrow(/400/);
    const { body } = await setting.call('city', 'GET', `verifications/${id}`);
    expect(body.status).toBe('not_verified');
  });
});
