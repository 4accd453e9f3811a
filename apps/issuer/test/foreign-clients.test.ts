import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  clientAuthenticationClientAttestationJwt,
  createClientAttestationJwt,
  setGlobalConfig,
  type CallbackContext,
} from '@openid4vc/oauth2';
import {
  allowInsecureRequests,
  buildAuthorizationUrlWithPAR,
  calculatePKCECodeChallenge,
  Configuration,
  getDPoPHandle,
  PrivateKeyJwt,
} from 'openid-client';
import { createJws, jwkThumbprint, type JsonObject, type PublicJwk, type Signer } from '#primitives';
import { ACCEPTED, ATTESTED, ClientsUnderTest, REDIRECT_URI, REFUSED, WATER } from './clients-under-test.js';
import { startIssuerUnderTest, TENANTS, type IssuerUnderTest } from './issuer-under-test.js';

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' };
const CLIENT = 'https://foreign-wallet.example/app';

describe('clients that others have written', () => {
  test('a wallet of @openid4vc/oauth2 is taken by its attestation', async () => {
    // Its servers are on loopback here; ours have a rule of their own for that.
    setGlobalConfig({ allowInsecureUrls: true });
    const clients = await ClientsUnderTest.start('sqlite::memory:');
    try {
      const instance = clients.instance().key;
      const keyOf = new Map<string, Signer>([
        [jwkThumbprint(instance.publicJwk), instance],
        [clients.provider.x5c.join(), clients.provider.signer],
      ]);
      const callbacks = {
        generateRandom: (count: number) => webcrypto.getRandomValues(new Uint8Array(count)),
        signJwt: async (by: { publicJwk?: unknown; x5c?: string[] }, { header, payload }: Signing) => {
          const name = by.x5c === undefined ? jwkThumbprint(by.publicJwk as PublicJwk) : by.x5c.join();
          const signer = keyOf.get(name) as Signer;
          const jwt = await createJws(bare(header), bare(payload), signer);
          return { jwt, signerJwk: { ...signer.publicJwk } };
        },
      } as unknown as CallbackContext;
      const attestation = async (by: string[]) =>
        createClientAttestationJwt({
          ...{ clientId: ATTESTED, issuer: 'https://provider.example', callbacks },
          signer: { method: 'x5c', alg: 'ES256', x5c: by },
          confirmation: { jwk: { ...instance.publicJwk } },
          expiresAt: new Date(Date.now() + 300_000),
        });
      const headers = new Headers();
      const authenticate = clientAuthenticationClientAttestationJwt({
        clientAttestationJwt: await attestation(clients.provider.x5c),
        callbacks,
      });
      const authorizationServerMetadata = { issuer: clients.identifier(WATER), token_endpoint: '' };
      const parts = { headers, authorizationServerMetadata, body: {}, method: 'POST', url: '', contentType: '' };
      await authenticate(parts as unknown as Parameters<typeof authenticate>[0]);
      const sent = Object.fromEntries(headers.entries());
      expect(await clients.push({ headers: sent })).toMatchObject(ACCEPTED);
      expect(await clients.push({ headers: sent })).toMatchObject(REFUSED);
    } finally {
      await clients.close();
    }
  });

  describe('of openid-client', () => {
    let issuer: IssuerUnderTest;
    let keys: webcrypto.CryptoKeyPair;
    let config: Configuration;
    beforeAll(async () => {
      keys = await webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
      const { kty, crv, x, y } = await webcrypto.subtle.exportKey('jwk', keys.publicKey);
      const jwks = { keys: [{ kty, crv, x, y, kid: 'mine' }] };
      const client = { clientId: CLIENT, redirectUris: [REDIRECT_URI], authentication: 'private_key_jwt', jwks };
      const tenants = [{ ...TENANTS[0], profiles: ['haip'], clients: [client] }];
      issuer = await startIssuerUnderTest({ changes: { tenants: tenants as never } });
      const identifier = `${issuer.url}/${WATER}`;
      const server = {
        issuer: identifier,
        pushed_authorization_request_endpoint: `${identifier}/par`,
        authorization_endpoint: `${identifier}/authorize`,
      };
      config = new Configuration(server, CLIENT, {}, PrivateKeyJwt({ key: keys.privateKey, kid: 'mine' }));
      allowInsecureRequests(config);
    });
    afterAll(() => issuer.close());

    test('signs with its key, is told our nonce, and goes on with it', async () => {
      const dpopKeys = await webcrypto.subtle.generateKey(KEYS, false, ['sign', 'verify']);
      const DPoP = getDPoPHandle(config, dpopKeys);
      const parameters = {
        ...{ redirect_uri: REDIRECT_URI, scope: 'residency', code_challenge_method: 'S256' },
        code_challenge: await calculatePKCECodeChallenge('v'.repeat(43)),
      };
      const push = () => buildAuthorizationUrlWithPAR(config, parameters, { DPoP });
      await expect(push().catch(push)).resolves.toMatchObject({ pathname: `/${WATER}/authorize` });
      await expect(push()).resolves.toMatchObject({ pathname: `/${WATER}/authorize` });
    });
  });
});

interface Signing {
  header: JsonObject;
  payload: JsonObject;
}

/** As JSON has it: without members that are undefined. */
function bare(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
